package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.roster.Statement.HostStatement;
import dev.latchkey.crypto.roster.StatementException.Reason;

/// Who may speak as a host, and when: a chain that begins at the key that the session ID pins.
final class HostRules {
  private HostRules() {}

  static void genesis(RosterState state, StatementEntry entry, Statement.Genesis genesis) {
    var host = Member.confirmed(genesis, entry.hash());
    Reason.SESSION_NOT_PINNED.unless(
        SessionId.derive(genesis.signingKey(), genesis.salt()).equals(state.sid));
    Reason.BAD_SIGNATURE.unless(entry.signedBy(host.id().value(), host.signingKey()));
    state.genesis = genesis;
    state.pinnedHost = host.id();
    state.put(host);
    state.hostChain = state.hostChain.plus(state.size, state.logHash, entry.hash());
  }

  /// What every host statement must keep, and that it confirms the members whom it covers.
  static void accept(RosterState state, StatementEntry entry, HostStatement statement) {
    if (!statement.prev().equals(state.logHash)) {
      throw outOfOrder(state, entry, statement);
    }
    var signer = Reason.NOT_HOST.ifAbsent(state.members.get(statement.by()));
    Reason.NOT_HOST.unless(signer.isHost());
    Reason.BAD_SIGNATURE.unless(entry.signedBy(signer.id().value(), signer.signingKey()));
    Reason.WRONG_NUMBER.unless(statement.n() == state.hostChain.next());
    state.members.replaceAll((_, member) -> member.confirmed());
    state.hostChain = state.hostChain.plus(state.size, statement.prev(), entry.hash());
  }

  private static StatementException outOfOrder(
      RosterState state, StatementEntry entry, HostStatement statement) {
    return state
        .hostChain
        .rivalOf(statement, entry.hash())
        .filter(rival -> wasSignedByAHost(state, entry, statement, rival.entry()))
        .map(rival -> StatementException.fork(rival.entry()))
        .orElseGet(Reason.NOT_CURRENT::broken);
  }

  private static boolean wasSignedByAHost(
      RosterState state, StatementEntry entry, HostStatement statement, int position) {
    var signer = state.members.get(statement.by());
    return signer != null
        && signer.roleAtSize(position).filter(Role.HOST::equals).isPresent()
        && entry.signedBy(signer.id().value(), signer.signingKey());
  }
}
