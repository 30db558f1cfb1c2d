package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.roster.Member.Standing;
import dev.latchkey.crypto.roster.Statement.Compared;
import dev.latchkey.crypto.roster.StatementException.Reason;

/// How members say with whom they have compared the emoji. It gives nobody a right and takes none.
final class ComparisonRules {
  /// Bounds what one member can add to everybody's log.
  private static final int MAX_BY_ONE = 64;

  private ComparisonRules() {}

  static void compared(RosterState state, StatementEntry entry, Compared compared) {
    var signer = Reason.UNKNOWN_MEMBER.ifAbsent(state.members.get(compared.by()));
    Reason.UNKNOWN_MEMBER.unless(signer.standing() != Standing.REMOVED);
    Reason.NOT_ACTIVE.unless(signer.active());
    Reason.BAD_SIGNATURE.unless(entry.signedBy(signer.id().value(), signer.signingKey()));
    Reason.WRONG_NUMBER.unless(compared.n() == state.nextComparedNumber(signer.id()));
    var other = Reason.UNKNOWN_MEMBER.ifAbsent(state.members.get(compared.mid()));
    Reason.UNKNOWN_MEMBER.unless(
        other.active()
            && !other.id().equals(signer.id())
            && other.entryHash().equals(compared.member()));
    Reason.TOO_MANY_COMPARED.unless(compared.n() <= MAX_BY_ONE);
    state.put(new Comparison(signer.id(), other.id(), compared.match(), state.size));
  }
}
