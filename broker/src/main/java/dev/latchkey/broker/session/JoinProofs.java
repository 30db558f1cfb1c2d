package dev.latchkey.broker.session;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.limit.JoinLimits;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.Invite;
import dev.latchkey.crypto.sign.VerifyingKey;

/// Tells those who hold an invite from those who do not. Whoever does not gets one refusal,
/// whatever is wrong, after the same work.
public final class JoinProofs {
  private final Rosters rosters;
  private final JoinLimits limits;
  private final FailedJoins failures;
  private final VerifyingKey nobody;
  private final DecoyJoins decoys;

  /// @param nobody a key that has signed no join
  public JoinProofs(
      Rosters rosters,
      JoinLimits limits,
      FailedJoins failures,
      VerifyingKey nobody,
      DecoyJoins decoys) {
    this.rosters = rosters;
    this.limits = limits;
    this.failures = failures;
    this.nobody = nobody;
    this.decoys = decoys;
  }

  void admit(Caller caller) {
    limits.admit(caller);
  }

  /// The proof in `statement`, if the invite key and the device key that it names have signed it.
  /// Throws [NotFound] otherwise, and charges and counts the failure.
  JoinProof find(Caller caller, String statement) {
    var proof = parse(statement);
    var invite = rosters.orEmpty(proof.session()).invite(proof.invite());
    if (proof.isSignedByInvite(invite.map(Invite::signingKey).orElse(nobody))
        && invite.isPresent()) {
      limits.proven(proof.session(), proof.invite());
      requireDevice(proof);
      return proof;
    }
    limits.refused(caller, invite.map(Invite::id));
    if (invite.isPresent()) {
      failures.count(proof.session(), proof.invite());
    } else {
      failures.countNothing();
    }
    throw new NotFound("no valid signature by the key of an invite");
  }

  private JoinProof parse(String statement) {
    try {
      return JoinProof.parse(statement);
    } catch (FormatException e) {
      return JoinProof.parse(decoys.any());
    }
  }

  private void requireDevice(JoinProof proof) {
    if (!proof.isSignedByDevice()) {
      failures.count(proof.session(), proof.invite());
      throw new NotFound("no valid signature by the device key");
    }
    limits.signed(proof.session(), proof.device());
  }
}
