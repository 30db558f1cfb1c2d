package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.ledger.Verdict.Code;
import java.util.Collections;
import java.util.Optional;

/// Lies about what was done, by a broker that signs its checkpoints anew over what it changed.
final class EntryLies extends LieDrafts {
  EntryLies(SampleExport export) {
    super(export);
  }

  @Override
  void tell() {
    acts();
    illegal();
    byCommands();
    roots();
  }

  private void acts() {
    resigned(
        "act-left-out", "a made invite has no entry", Code.MISSING_ACT, at(INVITED), drop(INVITED));
    resigned(
        "act-half", "of two acts the second is left out", Code.MISSING_ACT, at(EPOCH), drop(EPOCH));
    resigned(
        "act-first-half",
        "of two acts the first is left out",
        Code.MISSING_ACT,
        at(ROLE),
        drop(ROLE));
    resigned(
        "act-left-out-at-the-end",
        "the last statement has no entries",
        Code.MISSING_ACT,
        at(ROLE),
        rows -> rows.subList(ROLE, rows.size()).clear());
    resigned(
        "acts-swapped",
        "two acts the other way round",
        Code.MISSING_ACT,
        at(ROLE),
        rows -> Collections.swap(rows, ROLE, EPOCH));
    resigned(
        "act-late",
        "an act is entered after one that came later",
        Code.MISSING_ACT,
        at(JOINED),
        rows -> Collections.swap(rows, JOINED, CONNECTED));
    resigned(
        "act-twice",
        "one join is entered twice",
        Code.UNEXPECTED_ACT,
        at(JOINED + 1),
        rows -> rows.add(JOINED + 1, rows.get(JOINED)));
    resigned(
        "act-invented",
        "a join that nobody signed",
        Code.UNEXPECTED_ACT,
        at(JOINED + 1),
        rows ->
            rows.add(
                JOINED + 1,
                changed(rows.get(JOINED), entry -> EntryEdits.by(entry, STRANGER, statement()))));
    resigned(
        "act-by-another",
        "a join by another than signed",
        Code.UNEXPECTED_ACT,
        at(JOINED),
        edit(entry -> EntryEdits.by(entry, STRANGER, entry.statement()), JOINED));
    resigned(
        "act-otherwise",
        "another role than was signed",
        Code.UNEXPECTED_ACT,
        at(ROLE),
        edit(entry -> EntryEdits.saying(entry, "host"), ROLE));
    resigned(
        "act-elsewhere",
        "a position that is not the statement's",
        Code.UNEXPECTED_ACT,
        at(JOINED),
        edit(entry -> EntryEdits.judged(entry, 2), JOINED));
    resigned(
        "act-requests",
        "two requests for one statement",
        Code.UNEXPECTED_ACT,
        at(EPOCH),
        edit(entry -> EntryEdits.asked(entry, ""), EPOCH));
    resigned(
        "time",
        "an entry that is older than the one before it",
        Code.TIME,
        at(LOCKED),
        edit(entry -> entry.at(entry.at() - 250_001), LOCKED));
  }

  private void illegal() {
    resigned(
        "stranger",
        "a connection of nobody in the session",
        Code.NOT_LEGAL,
        at(CONNECTED),
        edit(entry -> EntryEdits.by(entry, STRANGER, Optional.empty()), CONNECTED));
    resigned(
        "too-early",
        "a connection before the join",
        Code.NOT_LEGAL,
        at(CONNECTED),
        edit(entry -> EntryEdits.judged(entry, 3), CONNECTED));
    resigned(
        "too-late",
        "a log longer than it ever was",
        Code.NOT_LEGAL,
        at(CONNECTED),
        edit(entry -> EntryEdits.judged(entry, 6), CONNECTED));
    resigned(
        "no-log",
        "a log without genesis",
        Code.NOT_LEGAL,
        at(OPENED),
        edit(entry -> EntryEdits.judged(entry, 0), OPENED));
    resigned(
        "unknown-invite",
        "a look at an invite that there is not",
        Code.NOT_LEGAL,
        at(OPENED),
        edit(entry -> EntryEdits.of(entry, STRANGER), OPENED));
    resigned(
        "invite-too-early",
        "a look at an invite before it was made",
        Code.NOT_LEGAL,
        at(OPENED),
        edit(entry -> EntryEdits.judged(entry, 2), OPENED));
    resigned(
        "epoch-too-early",
        "a key before there was one",
        Code.NOT_LEGAL,
        at(CONFIRMED),
        edit(entry -> EntryEdits.of(entry, "2"), CONFIRMED));
    resigned(
        "export-by-an-editor",
        "an export by an editor",
        Code.NOT_LEGAL,
        at(CONNECTED),
        edit(entry -> EntryEdits.typed(entry, EntryType.LEDGER_EXPORTED), CONNECTED));
  }

  private void byCommands() {
    resigned(
        "operator-about-a-stranger",
        "an erasure about nobody in the session",
        Code.NOT_LEGAL,
        at(CONNECTED),
        edit(entry -> EntryEdits.byCommand(entry, STRANGER, entry.log()), CONNECTED));
    resigned(
        "operator-too-early",
        "an erasure about somebody who comes later",
        Code.NOT_LEGAL,
        at(CONNECTED),
        edit(entry -> EntryEdits.byCommand(entry, entry.actor(), entry.log() - 1), CONNECTED));
  }

  private void roots() {
    unsigned(
        "root-count",
        "fewer tries than were signed",
        Code.ROOT,
        at(3),
        edit(entry -> EntryEdits.counted(entry, 2), REFUSED));
    unsigned(
        "root-time",
        "a try moved back a little",
        Code.ROOT,
        at(3),
        edit(entry -> entry.at(entry.at() - 1), OPENED));
    unsigned(
        "root-last",
        "another member has the last key",
        Code.ROOT,
        at(10),
        edit(
            entry -> EntryEdits.by(entry, export.rows().get(0).entry().actor(), Optional.empty()),
            last));
    unsigned(
        "root-invented",
        "a try too many",
        Code.ROOT,
        at(3),
        rows -> rows.add(REFUSED, rows.get(REFUSED)));
    file(
        "root-signed",
        "a signed checkpoint of other entries",
        Code.ROOT,
        at(ROLE),
        lines ->
            replace(
                lines,
                checkpointLine(1),
                SampleExport.signed(
                    new Checkpoint(
                        export.checkpoint(10).origin(), 10, export.checkpoint(9).root()))));
    resigned(
        "contradicted",
        "a host had verified other entries",
        Code.CONTRADICTED,
        at(INVITED),
        edit(entry -> EntryEdits.counted(entry, 2), REFUSED));
    resigned(
        "contradicted-cut",
        "a host had verified more entries",
        Code.CONTRADICTED,
        at(ROLE - 1),
        drop(LOCKED));
    resigned(
        "contradicted-first",
        "an entry before the first invite is left out",
        Code.CONTRADICTED,
        at(CONFIRMED),
        drop(CONFIRMED));
  }
}
