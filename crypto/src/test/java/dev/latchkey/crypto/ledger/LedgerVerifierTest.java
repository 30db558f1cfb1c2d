package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.ledger.SampleLedger.Row;
import dev.latchkey.crypto.ledger.Verdict.Broken;
import dev.latchkey.crypto.ledger.Verdict.Whole;
import java.util.ArrayList;
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

  @Test
  void nothingAfterTheFirstFlawIsRead() {
    var lines = new ArrayList<>(EXPORT.lines().stream().map(ExportLine::text).toList());
    lines.set(3, "flawed");
    var iterator = lines.iterator();

    var verdict = LedgerVerifier.verify(iterator, Optional.empty());

    assertThat(verdict).isInstanceOf(Broken.class);
    assertThat(iterator.next()).isEqualTo(lines.get(4));
  }

  @Test
  void erasureOfDetailsLeavesAWholeLedger() {
    var erased =
        EXPORT.with(
            EXPORT.rows().stream()
                .map(row -> new Row(row.entry(), Optional.empty(), Optional.empty()))
                .toList());

    assertThat(EXPORT.rows()).anyMatch(row -> row.details().isPresent());
    assertThat(verify(erased.lines())).isEqualTo(verify(EXPORT.lines()));
  }

  @Test
  void aLogThatNoWitnessOfThePolicyCosignedIsNotCosigned() {
    var lines = new ArrayList<>(EXPORT.lines());
    lines.set(0, new ExportLine.Header(EXPORT.log().sid(), SampleExport.ORIGIN, logKey(), ""));

    assertThat(verify(lines))
        .isInstanceOfSatisfying(Whole.class, whole -> assertThat(whole.cosigned()).isFalse());
  }

  @Test
  void aPolicyThatIsDemandedCountsAndNotTheOneInTheFile() {
    var lines = new ArrayList<>(EXPORT.lines());
    lines.set(0, new ExportLine.Header(EXPORT.log().sid(), SampleExport.ORIGIN, logKey(), ""));

    assertThat(verify(lines, SampleExport.POLICY))
        .isInstanceOfSatisfying(Whole.class, whole -> assertThat(whole.cosigned()).isTrue());
    assertThat(verify(EXPORT.lines(), ofAnotherWitness()))
        .isInstanceOfSatisfying(
            Broken.class, broken -> assertThat(broken.code()).isEqualTo(Verdict.Code.POLICY));
  }

  @Test
  void aFileWhoseOwnPolicyIsNotMetIsNotCosigned() {
    var lines = new ArrayList<>(EXPORT.lines());
    lines.set(
        0,
        new ExportLine.Header(
            EXPORT.log().sid(), SampleExport.ORIGIN, logKey(), ofAnotherWitness()));

    assertThat(verify(lines))
        .isInstanceOfSatisfying(Whole.class, whole -> assertThat(whole.cosigned()).isFalse());
  }

  /// The same key under another name, which signs another text.
  private static String ofAnotherWitness() {
    var another = new WitnessKey("another.example", SampleExport.WITNESS.verifyingKey());
    return "witness w " + another.text() + "\nquorum w\n";
  }

  private static Verdict verify(List<ExportLine> lines, String policy) {
    return LedgerVerifier.verify(
        lines.stream().map(ExportLine::text).iterator(), Optional.of(WitnessPolicy.parse(policy)));
  }

  private static String logKey() {
    return SampleExport.logKey().text();
  }

  private static Verdict verify(List<ExportLine> lines) {
    return LedgerVerifier.verify(lines.stream().map(ExportLine::text).iterator(), Optional.empty());
  }
}
