package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.witness.TestWitness;
import dev.latchkey.crypto.ledger.LedgerVerifier;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.ledger.Verdict;
import dev.latchkey.crypto.ledger.WitnessPolicy;
import dev.latchkey.crypto.roster.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An export proves that its ledger is in the log of the broker, and who has witnessed that.
class LoggedExportTest {
  @TempDir private Path folder;

  private static List<String> export(HostDevice host) {
    return host.get(host.path("/ledger/export")).require(200).text().lines().toList();
  }

  private static Verdict verify(List<String> lines, String demanded) {
    return LedgerVerifier.verify(lines.iterator(), Optional.of(WitnessPolicy.parse(demanded)));
  }

  private static void awaitCosigned(TestBroker broker, TestWitness witness) {
    broker.publishing().round();
    long size = broker.services().log().size();
    while (witness.newest().filter(it -> it.size() >= size).isEmpty()
        || !broker.services().log().published().contains("— witness.example/")) {
      Thread.onSpinWait();
      broker.publishing().round();
    }
  }

  @Test
  void whatAWitnessHasSeenIsProvenInTheFile() throws Exception {
    try (var witness = TestWitness.start("w")) {
      var policy = "# ours\n" + witness.policyLine() + "quorum w\n";
      var file = Files.writeString(folder.resolve("policy"), policy).toString();
      try (var broker = TestBroker.inMemory(Map.of("LATCHKEY_LEDGER_WITNESS_POLICY", file))) {
        witness.trust(broker.services().log().key());
        var host = broker.host();
        awaitCosigned(broker, witness);
        broker.guest().join(host.invite(Role.EDITOR)).require(201);
        broker.services().notices().settle();
        awaitCosigned(broker, witness);

        var lines = export(host);

        assertThat(lines.getFirst()).contains("# ours");
        var whole = (Verdict.Whole) verify(lines, policy);
        assertThat(whole.cosigned()).isTrue();
        assertThat(whole.logged()).isEqualTo(whole.entries());
        assertThat(whole.checkpoints()).isGreaterThanOrEqualTo(2);
      }
    }
  }

  @Test
  void withoutAWitnessTheFileStillProvesThatTheLogHasTheLedger() {
    try (var broker = TestBroker.inMemory()) {
      var host = broker.host();
      broker.publishing().round();

      var lines = export(host);

      var verdict = LedgerVerifier.verify(lines.iterator(), Optional.empty());
      assertThat(verdict).isInstanceOf(Verdict.Whole.class);
      var whole = (Verdict.Whole) verdict;
      assertThat(whole.logged()).isEqualTo(whole.entries());
      assertThat(whole.cosigned()).isFalse();
      assertThat(lines).anyMatch(it -> it.startsWith("{\"kind\":\"logCheckpoint\""));
    }
  }

  @Test
  void theKeyOfTheLogIsTheOneThatSessionsPin() {
    try (var broker = TestBroker.inMemory()) {
      var text = broker.wire().send("GET", "/.well-known/latchkey").get("logKey");

      assertThat(NoteKey.parse(text)).isEqualTo(broker.services().log().key());
      assertThat(NoteKey.parse(text).key()).isEqualTo(broker.host().follow().ledgerKey());
    }
  }
}
