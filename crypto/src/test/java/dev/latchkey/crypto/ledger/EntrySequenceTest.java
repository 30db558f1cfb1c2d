package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.ledger.SampleLedger.Row;
import dev.latchkey.crypto.ledger.Verdict.Broken;
import dev.latchkey.crypto.ledger.Verdict.Code;
import dev.latchkey.crypto.ledger.Verdict.Whole;
import dev.latchkey.crypto.roster.SampleLogs;
import dev.latchkey.crypto.roster.TreeHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an honest broker may enter in between, and the lies that differ from it by one thing. The
/// hosts of this log have looked at no ledger, so only the entries speak against each other.
class EntrySequenceTest {
  private static final SampleExport EXPORT = SampleExport.of(SampleLogs.people());
  private static final List<Row> ROWS = EXPORT.rows();

  @Test
  void hostsAndAuditorsExportAndNobodyElse() {
    int auditor = rowOf(EntryType.MEMBER_ADMITTED);
    var admitted = ROWS.get(auditor).entry();

    assertThat(verdictWith(auditor, EntryType.LEDGER_EXPORTED, admitted.object(), ""))
        .isInstanceOf(Whole.class);
    assertThat(verdictWith(auditor, EntryType.LEDGER_EXPORTED, admitted.actor(), ""))
        .isInstanceOf(Whole.class);
    int editor = rowOf(EntryType.MEMBER_JOINED);
    var joined = ROWS.get(editor).entry().actor();
    assertIsBroken(
        verdictWith(editor, EntryType.LEDGER_EXPORTED, joined, ""), Code.NOT_LEGAL, editor + 1);
    assertThat(verdictWith(editor, EntryType.LEDGER_READ, joined, "")).isInstanceOf(Whole.class);
  }

  @Test
  void membersConfirmAKeyButNoAuditor() {
    int auditor = rowOf(EntryType.MEMBER_ADMITTED);
    var admitted = ROWS.get(auditor).entry();

    assertThat(verdictWith(auditor, EntryType.EPOCH_CONFIRMED, admitted.actor(), "1"))
        .isInstanceOf(Whole.class);
    assertIsBroken(
        verdictWith(auditor, EntryType.EPOCH_CONFIRMED, admitted.object(), "1"),
        Code.NOT_LEGAL,
        auditor + 1);
  }

  @Test
  void whatIsObservedIsJudgedAtALengthThatTheLogHad() {
    int genesis = rowOf(EntryType.SESSION_CREATED);
    var operator = LedgerEntry.OPERATOR;

    assertThat(verdictWith(genesis, EntryType.OPERATOR_READ, operator, "", 1))
        .isInstanceOf(Whole.class);
    assertIsBroken(
        verdictWith(genesis, EntryType.OPERATOR_READ, operator, "", 0), Code.NOT_LEGAL, 1);
    int end = rowOf(EntryType.SESSION_ENDED);
    int size = EXPORT.log().entries().size();
    assertThat(verdictWith(end, EntryType.OPERATOR_READ, operator, "", size))
        .isInstanceOf(Whole.class);
    assertIsBroken(
        verdictWith(end, EntryType.OPERATOR_READ, operator, "", size + 1), Code.NOT_LEGAL, end + 1);
  }

  @Test
  void aStatementThatIsPassedOverIsMissedAtTheNextOne() {
    int first =
        IntStream.range(0, ROWS.size() - 1)
            .filter(i -> isAlone(i) && isAlone(i + 1))
            .findFirst()
            .orElseThrow();
    var rows = new ArrayList<>(ROWS);
    rows.remove(first);

    assertIsBroken(verdict(rows), Code.MISSING_ACT, first);
  }

  @Test
  void ofTheLastStatementNoActIsMissing() {
    var pair = SampleExport.of(SampleLogs.pair(_ -> TreeHead.EMPTY));
    int second = LieDrafts.EPOCH;
    assertThat(pair.rows().get(second).entry().statement())
        .isEqualTo(pair.rows().get(second - 1).entry().statement());

    var cut = pair.with(pair.rows().subList(0, second));

    assertIsBroken(verify(cut), Code.MISSING_ACT, second);
  }

  /// Whether the entry is the only one of its statement.
  private static boolean isAlone(int row) {
    var statement = ROWS.get(row).entry().statement();
    return statement.isPresent()
        && ROWS.stream().filter(it -> it.entry().statement().equals(statement)).count() == 1;
  }

  private static int rowOf(EntryType type) {
    return IntStream.range(0, ROWS.size())
        .filter(i -> ROWS.get(i).entry().type() == type)
        .findFirst()
        .orElseThrow();
  }

  /// Of the ledger with such an entry behind this row, made right after it.
  private static Verdict verdictWith(int row, EntryType type, String actor, String object) {
    return verdictWith(row, type, actor, object, ROWS.get(row).entry().log() + 1);
  }

  private static Verdict verdictWith(
      int row, EntryType type, String actor, String object, int log) {
    var entry =
        new LedgerEntry(
            ROWS.get(row).entry().at(),
            type,
            actor,
            object,
            LedgerEntry.OK,
            1,
            log,
            Optional.empty(),
            "",
            Optional.empty());
    var rows = new ArrayList<>(ROWS);
    rows.add(row + 1, new Row(entry, Optional.empty(), Optional.empty()));
    return verdict(rows);
  }

  private static Verdict verdict(List<Row> rows) {
    return verify(EXPORT.with(rows));
  }

  private static Verdict verify(SampleExport export) {
    var lines = export.lines().stream().map(ExportLine::text).iterator();
    return LedgerVerifier.verify(lines, Optional.empty());
  }

  private static void assertIsBroken(Verdict verdict, Code code, int index) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Broken.class,
            broken -> {
              assertThat(broken.code()).isEqualTo(code);
              assertThat(broken.index()).isEqualTo(OptionalLong.of(index));
            });
  }
}
