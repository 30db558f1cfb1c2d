package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Invite;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.Member.Standing;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import java.util.ArrayList;
import java.util.List;

/// What a statement did. Broker and verifier ask the same question, so that no act by a statement
/// can be left out of a ledger, invented or called something else. FORMATS.md §11.1.
public final class Acts {
  private static final String SURPLUS = "surplus";
  private static final String MATCH = "match";
  private static final String MISMATCH = "mismatch";

  private final Roster before;

  private Acts(Roster before) {
    this.before = before;
  }

  /// One act or more, in the order in which they are entered. `entry` is one that folds onto
  /// `before`; for any other one the answer means nothing, and may be IllegalArgumentException.
  public static List<Act> of(Roster before, StatementEntry entry) {
    return new Acts(before).of(entry.statement());
  }

  private List<Act> of(Statement statement) {
    return switch (statement) {
      case Statement.Genesis genesis ->
          List.of(act(EntryType.SESSION_CREATED, MemberId.of(genesis.signingKey())));
      case Statement.Change change -> of(change);
      case Statement.Invite invite ->
          List.of(
              act(
                  before.invite(invite.iid()).isPresent()
                      ? EntryType.INVITE_EXTENDED
                      : EntryType.INVITE_CREATED,
                  invite.by(),
                  invite.iid().value(),
                  invite.role().wire()));
      case Statement.Join join -> List.of(of(join));
      case Statement.Knock knock ->
          List.of(
              act(
                  EntryType.MEMBER_KNOCK_ANSWERED,
                  knock.by(),
                  cameInBy(knock.member()),
                  LedgerEntry.OK));
      case Statement.Admit admit ->
          List.of(
              act(
                  EntryType.MEMBER_ADMITTED,
                  admit.by(),
                  cameInBy(admit.member()),
                  admit.role().wire()));
      case Statement.Revoke revoke -> revoked(revoke.by(), revoke.invites());
      case Statement.Move move ->
          List.of(
              act(
                  EntryType.MEMBER_MOVED,
                  move.mid(),
                  MemberId.of(move.signingKey()).value(),
                  LedgerEntry.OK));
      case Statement.Freeze freeze ->
          List.of(
              act(
                  freeze.on() ? EntryType.SESSION_FROZEN : EntryType.SESSION_UNFROZEN,
                  freeze.by()));
      case Statement.Compared compared ->
          List.of(
              act(
                  EntryType.MEMBER_COMPARED,
                  compared.by(),
                  compared.mid().value(),
                  compared.match() ? MATCH : MISMATCH));
      case Statement.End end -> List.of(act(EntryType.SESSION_ENDED, end.by()));
    };
  }

  private List<Act> of(Statement.Change change) {
    var acts = new ArrayList<Act>();
    for (var mid : change.removed()) {
      acts.add(
          act(
              isPending(mid) ? EntryType.MEMBER_DECLINED : EntryType.MEMBER_REMOVED,
              change.by(),
              mid.value(),
              LedgerEntry.OK));
    }
    for (var newRole : change.roles()) {
      acts.add(
          act(
              EntryType.MEMBER_ROLE_CHANGED,
              change.by(),
              newRole.mid().value(),
              newRole.role().wire()));
    }
    acts.addAll(revoked(change.by(), change.revoked()));
    change
        .epoch()
        .ifPresent(
            epoch ->
                acts.add(
                    act(
                        EntryType.EPOCH_CHANGED,
                        change.by(),
                        String.valueOf(epoch.number()),
                        LedgerEntry.OK)));
    return acts.isEmpty()
        ? List.of(act(EntryType.SESSION_CHANGED, change.by()))
        : List.copyOf(acts);
  }

  private Act of(Statement.Join join) {
    var invite =
        before.invite(join.iid()).orElseThrow(() -> new IllegalArgumentException("no such invite"));
    return act(
        invite.approval() ? EntryType.MEMBER_KNOCKED : EntryType.MEMBER_JOINED,
        MemberId.of(join.signingKey()),
        join.iid().value(),
        outcome(invite, join.role()));
  }

  private static String outcome(Invite invite, Role role) {
    return invite.usedUp() ? SURPLUS : role.wire();
  }

  private static List<Act> revoked(MemberId by, List<InviteId> invites) {
    return invites.stream()
        .map(iid -> act(EntryType.INVITE_REVOKED, by, iid.value(), LedgerEntry.OK))
        .toList();
  }

  private boolean isPending(MemberId mid) {
    return before.member(mid).filter(member -> member.standing() == Standing.PENDING).isPresent();
  }

  private String cameInBy(Bytes entryHash) {
    return before.members().stream()
        .filter(member -> member.entryHash().equals(entryHash))
        .map(member -> member.id().value())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such member"));
  }

  private static Act act(EntryType type, MemberId by) {
    return act(type, by, "", LedgerEntry.OK);
  }

  private static Act act(EntryType type, MemberId by, String object, String outcome) {
    return new Act(type, by.value(), object, outcome);
  }
}
