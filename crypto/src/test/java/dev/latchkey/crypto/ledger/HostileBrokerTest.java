package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.ledger.Verdict.Broken;
import dev.latchkey.crypto.ledger.Verdict.Code;
import dev.latchkey.crypto.ledger.Verdict.Whole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Every single thing that a broker can do to the entries of a whole export, generated; once by
/// somebody without the ledger key, once by the broker, which signs its checkpoints anew.
class HostileBrokerTest {
  private static final SampleExport EXPORT = SampleExport.people();
  private static final SampleExport SMALL = SampleExport.pair();
  private static final Optional<WitnessPolicy> NO_POLICY = Optional.empty();
  private static final Optional<WitnessPolicy> POLICY =
      Optional.of(WitnessPolicy.parse(SampleExport.POLICY));

  private final Map<Code, Integer> named = new TreeMap<>();

  @Test
  void everyMutationOfAnEntryIsNamedWhereItIs() {
    var mutations = Mutation.all(EXPORT.rows());
    for (var mutation : mutations) {
      var lines = new ArrayList<ExportLine>(EXPORT.with(mutation.rows()).head());
      lines.addAll(EXPORT.checkpoints());

      var broken = broken(mutation.what(), lines, NO_POLICY);

      assertThat(broken.index()).as(mutation.what()).isPresent();
      // A root tells only that it was one since the last good one; the rest is seen where it is, or
      // as soon as something else shows that it was there.
      long found = broken.index().getAsLong();
      switch (broken.code()) {
        case ROOT -> assertThat(found).as(mutation.what()).isLessThanOrEqualTo(mutation.index());
        case CONTRADICTED -> {}
        default -> assertThat(found).as(mutation.what()).isGreaterThanOrEqualTo(mutation.index());
      }
    }
    report("unsigned", mutations.size());
  }

  @Test
  void aBrokerThatSignsAnewIsNamedByStatementsHostsOrWitnesses() {
    var mutations = Mutation.all(SMALL.rows());
    for (var mutation : mutations) {
      var forged = SMALL.with(mutation.rows());
      var before = new ArrayList<ExportLine>(forged.head());
      before.addAll(forged.checkpoints());

      var withTheOldLog = new ArrayList<>(before);
      withTheOldLog.addAll(SMALL.logged());
      broken(mutation.what(), withTheOldLog, NO_POLICY);
      broken(mutation.what(), before, POLICY);
    }
    report("signed anew", 2 * mutations.size());
  }

  @Test
  void aForkIsNamedByWhoeverHasSeenTheOtherSide() {
    int forks = 0;
    for (int index = 0; index < EXPORT.rows().size(); index++) {
      // The other side has another entry at `index`, under a signature that is as good.
      var row = EXPORT.rows().get(index);
      var rows = new ArrayList<>(EXPORT.rows().subList(0, index));
      rows.add(Mutation.changed(row, row.entry().at(row.entry().at() + 1)));
      var lines = new ArrayList<ExportLine>(EXPORT.head());
      lines.add(SampleExport.signed(EXPORT.with(rows).checkpoint(index + 1)));
      lines.add(SampleExport.signed(EXPORT.checkpoint(EXPORT.rows().size())));

      assertThat(broken("fork at " + index, lines, NO_POLICY).code()).isEqualTo(Code.ROOT);
      forks++;
    }
    report("forks", forks);
  }

  @Test
  void aFileThatEndsTooEarlyIsNeverTakenForAWholeOne() {
    var lines = EXPORT.lines();
    int whole = EXPORT.head().size() + EXPORT.checkpoints().size();
    for (int size = 0; size < lines.size(); size++) {
      if (size < whole) {
        assertThat(broken("cut at " + size, lines.subList(0, size), NO_POLICY).code())
            .isEqualTo(Code.TRUNCATED);
      } else {
        var verdict = verify(lines.subList(0, size), NO_POLICY);
        assertThat(verdict).isInstanceOf(Whole.class);
        assertThat(((Whole) verdict).logged()).isLessThan(EXPORT.rows().size());
      }
    }
    report("cut", lines.size());
  }

  @Test
  void everyLineThatIsMovedLeftOutOrDoubledIsNamed() {
    var lines = EXPORT.lines();
    int end = EXPORT.head().size();
    int count = 0;
    for (int i = 0; i < end; i++) {
      int line = i;
      broken("without line " + i, changed(lines, to -> to.remove(line)), NO_POLICY);
      broken("line twice " + i, changed(lines, to -> to.add(line, to.get(line))), NO_POLICY);
      broken("swapped " + i, changed(lines, to -> Collections.swap(to, line, line + 1)), NO_POLICY);
      broken("moved " + i, changed(lines, to -> to.add(to.remove(line))), NO_POLICY);
      count += 4;
    }
    report("lines", count);
  }

  @Test
  void everyCharacterOfWhatIsSignedCounts() {
    var texts = SMALL.lines().stream().map(ExportLine::text).toList();
    int count = 0;
    for (int line = 1; line < texts.size(); line++) {
      var text = texts.get(line);
      for (int at = line % 7; at < text.length(); at += Math.max(7, text.length() / 16)) {
        var edited = new ArrayList<>(texts);
        edited.set(line, text.substring(0, at) + other(text.charAt(at)) + text.substring(at + 1));
        var verdict = LedgerVerifier.verify(edited.iterator(), POLICY);
        assertThat(verdict).as("line %s at %s: %s", line, at, text).isInstanceOf(Broken.class);
        count++;
      }
    }
    System.out.println("hostile broker, characters: " + count + " mutations, all named");
  }

  private static List<ExportLine> changed(
      List<ExportLine> lines, Consumer<List<ExportLine>> change) {
    var changed = new ArrayList<>(lines);
    change.accept(changed);
    return changed;
  }

  private static char other(char was) {
    return was == 'A' ? 'B' : 'A';
  }

  private Broken broken(String what, List<ExportLine> lines, Optional<WitnessPolicy> policy) {
    var verdict = verify(lines, policy);
    assertThat(verdict).as(what).isInstanceOf(Broken.class);
    named.merge(((Broken) verdict).code(), 1, Integer::sum);
    return (Broken) verdict;
  }

  private static Verdict verify(List<ExportLine> lines, Optional<WitnessPolicy> policy) {
    return LedgerVerifier.verify(lines.stream().map(ExportLine::text).iterator(), policy);
  }

  private void report(String kind, int count) {
    assertThat(count).isPositive();
    System.out.printf("hostile broker, %s: %d mutations, all named: %s%n", kind, count, named);
  }
}
