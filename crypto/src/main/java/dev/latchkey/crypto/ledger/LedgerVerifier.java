package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.ledger.Verdict.Code;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/// Verifies the export of a ledger by nothing but the file itself: that the statements fold, that
/// each entry is in its place and time, that each act of a statement has its entry and no entry
/// says an act that could not be, that every signed checkpoint has the root of its entries, and
/// that the broker-wide log and its witnesses have seen them. FORMATS.md §11.3.
///
/// What it cannot tell: whether observed acts that no statement proves did happen, or happened at
/// that time, before the broker signed a checkpoint over them.
///
/// Keeps 32 bytes of each entry, and what the statement log folds to; never a text.
public final class LedgerVerifier {
  private final ExportReader lines;
  private final Optional<WitnessPolicy> demanded;

  private LedgerVerifier(ExportReader lines, Optional<WitnessPolicy> demanded) {
    this.lines = lines;
    this.demanded = demanded;
  }

  /// The verdict about these lines, without their ends; those after the first that is wrong are not
  /// read.
  ///
  /// @param demanded the witnesses that must have cosigned; if there are none, whether those that
  ///     the file itself names did is only told
  public static Verdict verify(Iterator<String> lines, Optional<WitnessPolicy> demanded) {
    try {
      return new LedgerVerifier(new ExportReader(lines), demanded).verify();
    } catch (BrokenLedgerException e) {
      return e.verdict();
    }
  }

  private Verdict verify() {
    var header = header();
    var history = history(header);
    var entries = entries(history);
    var key = key(header, history);
    var checkpoints = new CheckpointSequence(key, entries.leaves(), entries.claims());
    each(ExportLine.SessionCheckpoint.class, checkpoints::add);
    checkpoints.end();
    var log = new LogEvidence(key.name(), logKey(header, key), checkpoints);
    lines.take(ExportLine.LogCheckpoint.class).ifPresent(log::add);
    each(ExportLine.Logged.class, log::add);
    lines.requireEnd();
    return new Verdict.Whole(
        entries.leaves().size(), checkpoints.count(), log.size(), isCosigned(header, log));
  }

  private ExportLine.Header header() {
    if (lines.isAtEnd()) {
      throw Code.TRUNCATED.because("there is nothing in the file");
    }
    return lines
        .take(ExportLine.Header.class)
        .orElseThrow(() -> Code.ORDER.because("the first line does not say what this is"));
  }

  private StatementHistory history(ExportLine.Header header) {
    var history = new StatementHistory(header.sid());
    each(ExportLine.Statement.class, history::add);
    if (history.size() == 0) {
      lines.requireEnd();
      throw Code.TRUNCATED.because("there is no statement in the file");
    }
    if (!history.roster().origin().equals(header.origin())) {
      throw Code.STATEMENT.because("genesis names another broker than the file");
    }
    return history;
  }

  private EntrySequence entries(StatementHistory history) {
    var entries = new EntrySequence(history);
    each(ExportLine.Entry.class, entries::add);
    if (lines.isAtEnd()) {
      throw Code.TRUNCATED.at(entries.leaves().size(), "the file ends before a signed checkpoint");
    }
    entries.end();
    return entries;
  }

  private static NoteKey key(ExportLine.Header header, StatementHistory history) {
    try {
      var origin = Checkpoint.sessionOrigin(header.origin(), header.sid());
      return new NoteKey(origin, history.roster().ledgerKey());
    } catch (FormatException e) {
      throw Code.STATEMENT.because("genesis names a broker that has no ledger");
    }
  }

  /// The broker signs both with the key that genesis names, so that the file cannot bring its own.
  private static NoteKey logKey(ExportLine.Header header, NoteKey key) {
    var logKey = new NoteKey(Checkpoint.logOrigin(header.origin()), key.key());
    if (!logKey.text().equals(header.logKey())) {
      throw Code.SIGNATURE.because("the broker-wide log is not under the key that genesis names");
    }
    return logKey;
  }

  private boolean isCosigned(ExportLine.Header header, LogEvidence log) {
    if (demanded.isPresent()) {
      if (!log.isCosigned(demanded.get())) {
        throw Code.POLICY.because("the witnesses that the policy demands have not cosigned");
      }
      return true;
    }
    return !header.policy().isEmpty() && log.isCosigned(policy(header));
  }

  private static WitnessPolicy policy(ExportLine.Header header) {
    try {
      return WitnessPolicy.parse(header.policy());
    } catch (FormatException e) {
      throw Code.POLICY.because("the policy in the file is none");
    }
  }

  private <T extends ExportLine> void each(Class<T> kind, Consumer<T> reader) {
    for (var line = lines.take(kind); line.isPresent(); line = lines.take(kind)) {
      reader.accept(line.get());
    }
  }
}
