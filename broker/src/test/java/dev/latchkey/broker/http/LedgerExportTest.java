package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.broker.Answer;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.ledger.LedgerVerifier;
import dev.latchkey.crypto.ledger.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LedgerExportTest extends LedgerReading {
  @Test
  void anExportHasTheStatementsTheEntriesAndTheCheckpoint() {
    runACourse();
    var entries = entries(host);
    var checkpoint = checkpoint(host);
    var answer = host.get(host.path("/ledger/export")).require(200);

    var lines = answer.text().lines().map(LedgerExportTest::parse).toList();
    assertThat(answer.header("Content-Type")).startsWith("application/jsonl");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"latchkey-ledger-%s.jsonl\""
                .formatted(host.session().value().substring(0, 6)));
    assertThat(lines.getFirst().get("sid").asText()).isEqualTo(host.session().value());
    assertThat(lines.getFirst().get("origin").asText()).isEqualTo(broker.origin());
    assertThat(of("statement", lines).map(it -> it.get("entry").asText()))
        .isEqualTo(statements(host));
    assertThat(of("entry", lines).map(it -> LedgerEntry.parse(it.get("entry").asText())))
        .isEqualTo(entries);
    var last = of("checkpoint", lines).toList().getLast();
    assertThat(open(last.get("note").asText(), host)).isEqualTo(checkpoint);
  }

  @Test
  void anExportVerifiesByItselfAndNotWithoutOneOfItsEntries() {
    runACourse();

    var lines = host.get(host.path("/ledger/export")).require(200).text().lines().toList();

    assertThat(verify(lines))
        .isInstanceOfSatisfying(
            Verdict.Whole.class, whole -> assertThat(whole.checkpoints()).isPositive());
    var changed = new ArrayList<>(lines);
    changed.removeIf(line -> line.contains("member.declined"));
    assertThat(verify(changed)).isInstanceOf(Verdict.Broken.class);
  }

  private static Verdict verify(List<String> lines) {
    return LedgerVerifier.verify(lines.iterator(), Optional.empty());
  }

  private static Stream<JsonNode> of(String kind, List<JsonNode> lines) {
    return lines.stream().filter(it -> it.get("kind").asText().equals(kind));
  }

  private static JsonNode parse(String line) {
    return new Answer(200, null, line.getBytes(UTF_8)).json();
  }
}
