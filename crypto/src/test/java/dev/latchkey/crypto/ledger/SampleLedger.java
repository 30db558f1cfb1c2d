package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SampleLogs.SampleLog;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.TreeHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The ledger that an honest broker has of a statement log, with acts that it observed in between.
/// A longer log has a ledger that begins with the one of a shorter log.
final class SampleLedger {
  /// An entry and what stands beside it, if it does still.
  record Row(LedgerEntry entry, Optional<Bytes> salt, Optional<Details> details) {}

  private static final long BEGIN = 1_796_000_000_000_000L;
  private static final long STEP = 250_000;
  private static final Details DETAILS = new Details("203.0.113.0/24", "Firefox, Linux");

  private final List<Row> rows = new ArrayList<>();
  private Roster roster;
  private int log;

  private SampleLedger(SampleLog log) {
    this.roster = Roster.begin(log.sid());
  }

  static List<Row> of(SampleLog log) {
    var ledger = new SampleLedger(log);
    log.entries().forEach(text -> ledger.add(StatementEntry.parse(text)));
    return List.copyOf(ledger.rows);
  }

  static TreeHead checkpoint(List<Row> rows) {
    var range = new CompactRange();
    rows.forEach(row -> range.append(row.entry().leafHash()));
    return new TreeHead(range.size(), range.root());
  }

  private void add(StatementEntry entry) {
    var request = Base64Url.encode(SeededRandom.bytes("request " + log, 12));
    for (var act : Acts.of(roster, entry)) {
      boolean isJoin = entry.statement() instanceof Statement.Join;
      add(act, 1, log, Optional.of(entry.hash()), request, isJoin, true);
    }
    roster = roster.apply(entry);
    log++;
    observe(entry.statement());
  }

  private void observe(Statement statement) {
    switch (statement) {
      case Statement.Genesis _, Statement.Admit _, Statement.Knock _ -> {}
      case Statement.Change change -> {
        change.removed().forEach(mid -> disconnected(mid, "code_4403"));
        change.epoch().ifPresent(epoch -> confirmed(epoch.number()));
      }
      case Statement.Invite invite -> {
        anyone(EntryType.INVITE_OPENED, invite, "ok", 1, true);
        anyone(EntryType.INVITE_REFUSED, invite, "bad_proof", 3, false);
        observed(EntryType.INVITE_LOCKED, LedgerEntry.BROKER, invite.iid().value(), "ok", log);
      }
      case Statement.Join join -> connected(MemberId.of(join.signingKey()));
      case Statement.Move move -> {
        disconnected(move.mid(), "ok");
        connected(MemberId.of(move.signingKey()));
      }
      case Statement.Freeze freeze -> {
        observed(EntryType.LEDGER_READ, freeze.by().value(), "", "ok", log);
        observed(EntryType.LEDGER_EXPORTED, freeze.by().value(), "", "ok", log);
        observed(EntryType.MEMBER_LIMITED, freeze.by().value(), "", "frames", log);
      }
      case Statement.Compared compared -> {
        var member = compared.by().value();
        observed(EntryType.LEDGER_READ, member, "", "ok", log);
        observed(EntryType.OPERATOR_READ, LedgerEntry.OPERATOR, "", "invites", log);
        observed(EntryType.OPERATOR_EXPORTED, LedgerEntry.OPERATOR, member, "ok", log);
        observed(EntryType.OPERATOR_ERASED, LedgerEntry.OPERATOR, member, "ok", log);
      }
      case Statement.Revoke _, Statement.End _ ->
          observed(EntryType.DETAILS_ERASED, LedgerEntry.OPERATOR, "", "ok", log);
    }
  }

  private void confirmed(long epoch) {
    roster.members().stream()
        .filter(Member::active)
        .filter(member -> member.role() != Role.AUDITOR)
        .forEach(
            member ->
                observed(
                    EntryType.EPOCH_CONFIRMED,
                    member.id().value(),
                    String.valueOf(epoch),
                    "ok",
                    log));
  }

  private void connected(MemberId mid) {
    observed(EntryType.MEMBER_CONNECTED, mid.value(), "", "live", log);
  }

  /// Judged as of the last time when that was a member.
  private void disconnected(MemberId mid, String outcome) {
    observed(EntryType.MEMBER_DISCONNECTED, mid.value(), "", outcome, log - 1);
  }

  private void anyone(
      EntryType type, Statement.Invite invite, String outcome, int count, boolean erased) {
    var act = new Act(type, LedgerEntry.ANYONE, invite.iid().value(), outcome);
    add(act, count, log, Optional.empty(), "", true, !erased);
  }

  private void observed(EntryType type, String actor, String object, String outcome, int size) {
    add(new Act(type, actor, object, outcome), 1, size, Optional.empty(), "", false, false);
  }

  private void add(
      Act act,
      int count,
      int size,
      Optional<Bytes> statement,
      String request,
      boolean detailed,
      boolean kept) {
    var salt = Bytes.of(SeededRandom.bytes("salt " + rows.size(), Details.SALT_BYTES));
    var entry =
        new LedgerEntry(
            BEGIN + STEP * (rows.size() / 2),
            act.type(),
            act.actor(),
            act.object(),
            act.outcome(),
            count,
            size,
            statement,
            request,
            detailed ? Optional.of(DETAILS.commitment(salt)) : Optional.empty());
    rows.add(
        detailed && kept
            ? new Row(entry, Optional.of(salt), Optional.of(DETAILS))
            : new Row(entry, Optional.empty(), Optional.empty()));
  }
}
