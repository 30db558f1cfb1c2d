package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.BrokerException;
import dev.latchkey.broker.BrokerException.InviteRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// PROTOCOL.md §1.1 and the one error map have the same rows.
class ProblemTableTest {
  private static final Pattern ROW =
      Pattern.compile("\\| ((?:`[a-z_]+`(?:, )?)+) \\| (\\d{3}) \\|.*");

  @Test
  void everyCodeIsInTheProtocolAndEveryCodeOfTheProtocolIsAnswered() throws IOException {
    var written = new TreeMap<String, Integer>();
    for (var line : Files.readAllLines(Path.of("PROTOCOL.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        for (var code : row.group(1).split(", ")) {
          written.put(code.replace("`", ""), Integer.parseInt(row.group(2)));
        }
      }
    }

    var answered = new TreeMap<String, Integer>();
    problems().forEach(problem -> answered.put(problem.code(), problem.status().code()));

    assertThat(written).isNotEmpty().isEqualTo(answered);
  }

  private static List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    problems.add(Problem.internal());
    refusals().forEach(refusal -> problems.add(Problem.of(refusal)));
    return problems;
  }

  private static List<BrokerException> refusals() {
    var refusals = new ArrayList<BrokerException>();
    refusals.add(new BrokerException.BadRequest("x"));
    refusals.add(new BrokerException.StatementInvalid("x"));
    refusals.add(new BrokerException.TokenInvalid("x"));
    refusals.add(new BrokerException.NonceRequired());
    refusals.add(new BrokerException.CreationTokenRequired());
    refusals.add(new BrokerException.RoleForbidden());
    refusals.add(new BrokerException.NotFound("x"));
    refusals.add(new BrokerException.MethodNotAllowed(Set.of("GET")));
    refusals.add(new BrokerException.SessionExists());
    refusals.add(new BrokerException.SessionEnded());
    refusals.add(new BrokerException.StatementConflict(1));
    refusals.add(new BrokerException.HeadsMoved(Map.of(0, 1L)));
    for (var reason : InviteRefused.Reason.values()) {
      refusals.add(new InviteRefused(reason));
    }
    refusals.add(new BrokerException.JoinDeclined());
    refusals.add(new BrokerException.SessionFull());
    refusals.add(new BrokerException.TooManySessions());
    refusals.add(new BrokerException.SlotTaken());
    refusals.add(new BrokerException.CounterUsed());
    refusals.add(new BrokerException.EpochClosed());
    refusals.add(new BrokerException.HeadMoved(1));
    refusals.add(new BrokerException.PayloadTooLarge());
    refusals.add(new BrokerException.UnsupportedMediaType());
    refusals.add(new BrokerException.UpgradeRequired());
    refusals.add(
        new BrokerException.RateLimited("x", 1, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    refusals.add(new BrokerException.Draining());
    refusals.add(new BrokerException.Overloaded());
    refusals.add(new BrokerException.SessionStorageFull());
    assertThat(refusals.stream().map(Object::getClass).distinct().toList())
        .containsExactlyInAnyOrder(BrokerException.class.getPermittedSubclasses());
    return refusals;
  }
}
