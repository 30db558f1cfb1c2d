package dev.latchkey.broker.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Acts;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.StatementEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// An act that is to be entered. Its place and its time are for the ledger to give. The fields are
/// those of [LedgerEntry].
///
/// @param details stored beside the entry, which has only a commitment to them
public record NewEntry(
    EntryType type,
    String actor,
    String object,
    String outcome,
    int count,
    int log,
    Optional<Bytes> statement,
    String request,
    Optional<SaltedDetails> details) {
  /// What the statement did that folds onto `before`: one act or more.
  public static List<NewEntry> of(Roster before, StatementEntry entry, Provenance provenance) {
    return Acts.of(before, entry).stream()
        .map(
            act ->
                new NewEntry(
                    act.type(),
                    act.actor(),
                    act.object(),
                    act.outcome(),
                    1,
                    before.size(),
                    Optional.of(entry.hash()),
                    provenance.request(),
                    provenance.details()))
        .toList();
  }

  /// An act that the broker has observed, or a sum of equal ones.
  static NewEntry of(Notice notice, int count, String request, Optional<SaltedDetails> details) {
    return new NewEntry(
        notice.type(),
        notice.actor(),
        notice.object(),
        notice.outcome(),
        count,
        notice.log(),
        Optional.empty(),
        request,
        details);
  }

  /// The broker has erased the details of so many entries, because they were old enough.
  ///
  /// @param log how many entries the statement log has
  public static NewEntry erased(int count, int log) {
    return of(Notice.erased(log), count, "", Optional.empty());
  }

  /// The entry as the ledger has it.
  ///
  /// @param micros µs since 1970
  public LedgerEntry at(long micros) {
    return new LedgerEntry(
        micros,
        type,
        actor,
        object,
        outcome,
        count,
        log,
        statement,
        request,
        details.map(SaltedDetails::commitment));
  }

  /// The position of the statement that it follows from.
  public OptionalInt position() {
    return statement.isPresent() ? OptionalInt.of(log) : OptionalInt.empty();
  }
}
