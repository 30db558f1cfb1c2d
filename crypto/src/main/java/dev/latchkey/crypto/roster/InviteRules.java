package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.roster.StatementException.Reason;

/// How an invite is made, extended and taken back.
final class InviteRules {
  private InviteRules() {}

  static void invite(RosterState state, StatementEntry entry, Statement.Invite statement) {
    Reason.INVITE_ID.unless(InviteId.of(statement.signingKey()).equals(statement.iid()));
    var known = state.invites.get(statement.iid());
    if (known == null) {
      state.put(Invite.made(statement, state.size, entry.hash()));
      return;
    }
    Reason.INVITE_REVOKED.unless(!known.revoked());
    Reason.INVITE_DIFFERS.unless(
        known.agreesWith(statement)
            && state.member(known.by()).line().equals(state.member(statement.by()).line()));
    state.put(known.extended(statement, state.size, entry.hash()));
  }

  static void revoke(RosterState state, Statement.Revoke revoke) {
    revoke(state, revoke.invites());
  }

  static void revoke(RosterState state, Iterable<InviteId> iids) {
    for (var iid : iids) {
      var invite = Reason.UNKNOWN_INVITE.ifAbsent(state.invites.get(iid));
      state.put(invite.withdrawn());
    }
  }
}
