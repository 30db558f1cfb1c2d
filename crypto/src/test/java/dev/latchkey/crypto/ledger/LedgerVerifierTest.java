package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.ledger.Verdict.Whole;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerVerifierTest {
  private static final SampleExport EXPORT = SampleExport.people();

  @Test
  void anHonestExportIsWhole() {
    var verdict = verify(EXPORT.lines());

    assertThat(verdict).isEqualTo(new Whole(EXPORT.rows().size(), 7, EXPORT.rows().size(), true));
  }

  static Verdict verify(List<ExportLine> lines) {
    return LedgerVerifier.verify(lines.stream().map(ExportLine::text).iterator(), Optional.empty());
  }
}
