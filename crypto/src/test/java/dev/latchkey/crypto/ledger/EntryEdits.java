package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import java.util.Optional;

/// An entry with one thing changed.
final class EntryEdits {
  private EntryEdits() {}

  static LedgerEntry by(LedgerEntry entry, String actor, Optional<Bytes> statement) {
    return new LedgerEntry(
        entry.at(),
        entry.type(),
        actor,
        entry.object(),
        entry.outcome(),
        entry.count(),
        entry.log(),
        statement,
        entry.request(),
        entry.details());
  }

  static LedgerEntry by(LedgerEntry entry, String actor) {
    return by(entry, actor, entry.statement());
  }

  static LedgerEntry following(LedgerEntry entry, Optional<Bytes> statement) {
    return by(entry, entry.actor(), statement);
  }

  static LedgerEntry typed(LedgerEntry entry, EntryType type) {
    return new LedgerEntry(
        entry.at(),
        type,
        entry.actor(),
        entry.object(),
        entry.outcome(),
        entry.count(),
        entry.log(),
        entry.statement(),
        entry.request(),
        entry.details());
  }

  static LedgerEntry of(LedgerEntry entry, String object) {
    return new LedgerEntry(
        entry.at(),
        entry.type(),
        entry.actor(),
        object,
        entry.outcome(),
        entry.count(),
        entry.log(),
        entry.statement(),
        entry.request(),
        entry.details());
  }

  static LedgerEntry saying(LedgerEntry entry, String outcome) {
    return new LedgerEntry(
        entry.at(),
        entry.type(),
        entry.actor(),
        entry.object(),
        outcome,
        entry.count(),
        entry.log(),
        entry.statement(),
        entry.request(),
        entry.details());
  }

  static LedgerEntry counted(LedgerEntry entry, int count) {
    return new LedgerEntry(
        entry.at(),
        entry.type(),
        entry.actor(),
        entry.object(),
        entry.outcome(),
        count,
        entry.log(),
        entry.statement(),
        entry.request(),
        entry.details());
  }

  /// In its place an erasure by the operator.
  static LedgerEntry byCommand(LedgerEntry entry, String member, int log) {
    return new LedgerEntry(
        entry.at(),
        EntryType.OPERATOR_ERASED,
        LedgerEntry.OPERATOR,
        member,
        LedgerEntry.OK,
        1,
        log,
        Optional.empty(),
        "",
        Optional.empty());
  }

  static LedgerEntry judged(LedgerEntry entry, int log) {
    return new LedgerEntry(
        entry.at(),
        entry.type(),
        entry.actor(),
        entry.object(),
        entry.outcome(),
        entry.count(),
        log,
        entry.statement(),
        entry.request(),
        entry.details());
  }

  static LedgerEntry asked(LedgerEntry entry, String request) {
    return new LedgerEntry(
        entry.at(),
        entry.type(),
        entry.actor(),
        entry.object(),
        entry.outcome(),
        entry.count(),
        entry.log(),
        entry.statement(),
        request,
        entry.details());
  }

  static LedgerEntry committing(LedgerEntry entry, Optional<Bytes> details) {
    return new LedgerEntry(
        entry.at(),
        entry.type(),
        entry.actor(),
        entry.object(),
        entry.outcome(),
        entry.count(),
        entry.log(),
        entry.statement(),
        entry.request(),
        details);
  }
}
