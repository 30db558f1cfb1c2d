package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Member.Standing;
import dev.latchkey.crypto.roster.StatementException.Reason;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.wrap.WrapPublicKey;

/// How a device comes in: by an invite, by a host who admits it, or in the place of another device.
final class MemberRules {
  private MemberRules() {}

  /// The invite's signature comes before everything that a refusal would tell about the invite.
  static void join(RosterState state, StatementEntry entry, Statement.Join join) {
    var invite = Reason.UNKNOWN_INVITE.ifAbsent(state.invites.get(join.iid()));
    Reason.BAD_SIGNATURE.unless(
        entry.signedBy(invite.id().value(), invite.signingKey())
            && entry.countersignedBy(MemberId.of(join.signingKey()).value(), join.signingKey()));
    Reason.INVITE_REVOKED.unless(!invite.revoked());
    Reason.INVITE_CHANGED.unless(join.invite().equals(invite.statementHash()));
    Reason.ROLE_MISMATCH.unless(join.role() == invite.role());
    requireOrigin(state, join.origin());
    requireNewKeys(state, join.signingKey(), join.wrapKey());
    var standing = standing(invite);
    state.put(Member.joined(join, standing, state.size, entry.hash()));
    if (standing != Standing.SURPLUS) {
      state.put(invite.usedOnce());
    }
  }

  static void knock(RosterState state, Statement.Knock knock) {
    var member = requirePending(state, knock.iid(), knock.member());
    Reason.KNOCKED_ALREADY.unless(state.knocked.add(member.id()));
  }

  static void admit(RosterState state, Statement.Admit admit) {
    var member = requirePending(state, admit.iid(), admit.member());
    Reason.ROLE_MISMATCH.unless(admit.role() == member.role());
    state.put(member.admitted(state.size));
  }

  static void move(RosterState state, StatementEntry entry, Statement.Move move) {
    var old = Reason.UNKNOWN_MEMBER.ifAbsent(state.members.get(move.mid()));
    Reason.UNKNOWN_MEMBER.unless(old.standing() != Standing.REMOVED);
    var successor = old.successor(move, state.size, entry.hash());
    Reason.BAD_SIGNATURE.unless(
        entry.signedBy(old.id().value(), old.signingKey())
            && entry.countersignedBy(successor.id().value(), successor.signingKey()));
    Reason.NOT_ACTIVE.unless(old.active());
    requireOrigin(state, move.origin());
    requireNewKeys(state, move.signingKey(), move.wrapKey());
    state.put(old.removed(state.size));
    state.put(successor);
    if (old.id().equals(state.pinnedHost)) {
      state.pinnedHost = successor.id();
    }
  }

  private static Standing standing(Invite invite) {
    if (invite.usedUp()) {
      return Standing.SURPLUS;
    }
    return invite.approval() ? Standing.PENDING : Standing.NEW;
  }

  private static Member requirePending(RosterState state, InviteId iid, Bytes entryHash) {
    return state.members.values().stream()
        .filter(member -> member.standing() == Standing.PENDING)
        .filter(member -> member.entryHash().equals(entryHash))
        .filter(member -> member.invite().filter(iid::equals).isPresent())
        .findFirst()
        .orElseThrow(Reason.NOT_PENDING::broken);
  }

  private static void requireOrigin(RosterState state, String origin) {
    Reason.FOREIGN_ORIGIN.unless(state.genesis != null && state.genesis.origin().equals(origin));
  }

  private static void requireNewKeys(
      RosterState state, VerifyingKey signingKey, WrapPublicKey wrapKey) {
    // Equal signing keys have equal IDs.
    Reason.KEY_IN_ROSTER.unless(
        !state.members.containsKey(MemberId.of(signingKey))
            && state.members.values().stream()
                .noneMatch(member -> member.wrapKey().equals(wrapKey)));
  }
}
