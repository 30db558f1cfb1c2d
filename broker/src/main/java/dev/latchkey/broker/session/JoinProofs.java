package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.ledger.Notice;
import dev.latchkey.broker.ledger.Notices;
import dev.latchkey.broker.ledger.Refusal;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.limit.JoinLimits;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.Invite;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.Optional;

/// Tells those who hold an invite from those who do not. Whoever does not gets one refusal,
/// whatever is wrong, after the same work.
public final class JoinProofs {
  private final Rosters rosters;
  private final JoinLimits limits;
  private final Notices notices;
  private final VerifyingKey nobody;
  private final DecoyJoins decoys;
  private final SessionMetrics metrics;

  /// @param nobody a key that has signed no join
  public JoinProofs(
      Rosters rosters,
      JoinLimits limits,
      Notices notices,
      VerifyingKey nobody,
      DecoyJoins decoys,
      SessionMetrics metrics) {
    this.rosters = rosters;
    this.limits = limits;
    this.notices = notices;
    this.nobody = nobody;
    this.decoys = decoys;
    this.metrics = metrics;
  }

  void admit(Caller caller) {
    limits.admit(caller);
  }

  /// The proof in `statement`, if the invite key and the device key that it names have signed it.
  /// Throws [NotFound] otherwise, and charges and notes the failure.
  JoinProof find(Caller caller, String statement) {
    var proof = parse(statement);
    var roster = rosters.orEmpty(proof.session());
    var invite = roster.invite(proof.invite());
    if (proof.isSignedByInvite(invite.map(Invite::signingKey).orElse(nobody))
        && invite.isPresent()) {
      limits.proven(proof.session(), proof.invite());
      requireDevice(caller, proof, roster);
      return proof;
    }
    refuse(caller, roster, invite.map(Invite::id));
    throw new NotFound("no valid signature by the key of an invite");
  }

  private void refuse(Caller caller, Roster roster, Optional<InviteId> invite) {
    metrics.refused(Refusal.BAD_PROOF);
    boolean locked = limits.refused(caller, invite);
    if (invite.isPresent()) {
      note(caller, roster, invite.get());
    } else {
      notices.noteNothing(caller);
    }
    if (locked && invite.isPresent()) {
      notices.note(roster.sid(), Notice.locked(invite.get(), roster.size()));
    }
  }

  private void note(Caller caller, Roster roster, InviteId invite) {
    var notice = Notice.refused(invite, Refusal.BAD_PROOF, roster.size());
    notices.note(roster.sid(), notice, caller);
  }

  /// Reads one text that is a join and one that is not, whatever was sent: that, and the opposite
  /// of it.
  private JoinProof parse(String statement) {
    var decoy = decoys.any();
    var sent = read(statement);
    var opposite = read(sent.isPresent() ? decoy.broken() : decoy.whole());
    return sent.or(() -> opposite).orElseThrow();
  }

  private static Optional<JoinProof> read(String text) {
    try {
      return Optional.of(JoinProof.parse(text));
    } catch (FormatException e) {
      return Optional.empty();
    }
  }

  private void requireDevice(Caller caller, JoinProof proof, Roster roster) {
    if (!proof.isSignedByDevice()) {
      metrics.refused(Refusal.BAD_PROOF);
      note(caller, roster, proof.invite());
      throw new NotFound("no valid signature by the device key");
    }
    limits.signed(proof.session(), proof.device());
  }
}
