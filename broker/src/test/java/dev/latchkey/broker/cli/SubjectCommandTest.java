package dev.latchkey.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.roster.Role;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectCommandTest {
  @TempDir Path folder;
  private TestClock clock;
  private HostDevice host;
  private TestDevice guest;

  @BeforeEach
  void aSession() {
    try (var broker = TestBroker.onSqlite(folder)) {
      clock = broker.clock();
      host = broker.host();
      var joining = broker.guest();
      joining.join(host.invite(Role.EDITOR)).require(201);
      guest = joining;
    }
  }

  private Invocation run(String... arguments) {
    var settings =
        Map.of(
            "LATCHKEY_DATA_DIR",
            folder.toString(),
            "LATCHKEY_PUBLIC_URL",
            "https://broker.example");
    return Invocation.of(settings, clock, arguments);
  }

  private Invocation subject(String verb, String member, String... more) {
    var whose = Stream.of("subject", verb, "--session", host.session().value(), "--member", member);
    return run(Stream.concat(whose, Stream.of(more)).toArray(String[]::new));
  }

  private Stream<String> exported() {
    return subject("export", guest.id().value()).require(0).jsonLines().stream()
        .filter(it -> it.get("kind").textValue().equals("entry"))
        .map(it -> it.get("details").textValue());
  }

  @Test
  void anErasureLeavesNothingOfThePersonAndALedgerThatVerifies() {
    assertThat(exported()).anyMatch(it -> it != null && it.contains("network"));

    var answer = subject("erase", guest.id().value(), "--json").require(0).json();

    assertThat(answer.get("entries").intValue()).isPositive();
    assertThat(exported()).isNotEmpty().allMatch(it -> it == null);
    var file = folder.resolve("ledger.jsonl").toString();
    run("ledger", "export", host.session().value(), "-o", file).require(0);
    assertThat(run("ledger", "verify", file).require(0).out()).contains("verified");
  }

  @Test
  void everyCommandThatReadsASessionIsInItsLedger() {
    run("invites", "list", host.session().value()).require(0);
    subject("export", guest.id().value()).require(0);
    subject("erase", guest.id().value()).require(0);
    run("ledger", "export", host.session().value(), "-o", folder.resolve("l").toString())
        .require(0);

    try (var broker = TestBroker.onSqlite(folder)) {
      var ledger = host.at(broker).get(host.path("/ledger")).require(200).text();
      assertThat(ledger)
          .contains("operator.exported", "operator.erased")
          .contains("invites")
          .contains("operator.read");
    }
  }

  @Test
  void whoeverNeverWasAMemberHasNothing() {
    subject("export", broken(guest.id().value())).requireRefused(1, "no such member");
    subject("export", "-h" + "A".repeat(20)).requireRefused(1, "no such member");
    subject("erase", "nobody").requireRefused(2, "want the ID of a member");
  }

  private static String broken(String member) {
    return (member.startsWith("A") ? "B" : "A") + member.substring(1);
  }
}
