package dev.latchkey.broker.ledger;

import dev.latchkey.broker.session.Membership;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;

/// An act that the broker has observed, and no statement tells of. The fields are those of
/// [LedgerEntry].
public record Notice(EntryType type, String actor, String object, String outcome, int log) {
  private static final String NOTHING = "";

  /// Somebody has looked at the invite.
  public static Notice opened(InviteId invite, int log) {
    return new Notice(
        EntryType.INVITE_OPENED, LedgerEntry.ANYONE, invite.value(), LedgerEntry.OK, log);
  }

  /// Somebody has tried to join by the invite, and was refused.
  public static Notice refused(InviteId invite, Refusal why, int log) {
    return new Notice(
        EntryType.INVITE_REFUSED, LedgerEntry.ANYONE, invite.value(), why.outcome(), log);
  }

  /// So many have failed that the next ones have to wait.
  public static Notice locked(InviteId invite, int log) {
    return new Notice(
        EntryType.INVITE_LOCKED, LedgerEntry.BROKER, invite.value(), LedgerEntry.OK, log);
  }

  /// The member is there.
  ///
  /// @param by `live` or `events`
  public static Notice connected(Membership member, String by) {
    return of(EntryType.MEMBER_CONNECTED, member, by);
  }

  /// The member is there no more.
  ///
  /// @param outcome why
  /// @param log of how many statements the member was last in
  public static Notice disconnected(MemberId member, String outcome, int log) {
    return new Notice(EntryType.MEMBER_DISCONNECTED, member.value(), NOTHING, outcome, log);
  }

  /// The member wanted more at once than it may.
  ///
  /// @param limit its name in PROTOCOL.md §8
  public static Notice limited(Membership member, String limit) {
    return of(EntryType.MEMBER_LIMITED, member, limit.replace('-', '_'));
  }

  /// The member has shown that it has the key of the epoch.
  public static Notice confirmed(MemberId member, int epoch, int log) {
    return new Notice(
        EntryType.EPOCH_CONFIRMED, member.value(), Integer.toString(epoch), LedgerEntry.OK, log);
  }

  /// The member has read in the ledger.
  public static Notice read(Membership member) {
    return of(EntryType.LEDGER_READ, member, LedgerEntry.OK);
  }

  /// The member has taken the whole ledger along.
  public static Notice exported(Membership member) {
    return of(EntryType.LEDGER_EXPORTED, member, LedgerEntry.OK);
  }

  /// Details were kept for as long as they may be.
  static Notice erased(int log) {
    return new Notice(EntryType.DETAILS_ERASED, LedgerEntry.BROKER, NOTHING, LedgerEntry.OK, log);
  }

  private static Notice of(EntryType type, Membership member, String outcome) {
    return new Notice(type, member.member().value(), NOTHING, outcome, member.log());
  }

  Notice withLog(int size) {
    return new Notice(type, actor, object, outcome, size);
  }

  Budgets.Budget budget() {
    return switch (actor) {
      case LedgerEntry.ANYONE, LedgerEntry.BROKER -> Budgets.Budget.ANYONE;
      default -> type == EntryType.LEDGER_READ ? Budgets.Budget.READER : Budgets.Budget.MEMBER;
    };
  }
}
