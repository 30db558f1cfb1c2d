package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.FoldVectors.refused;
import static dev.latchkey.crypto.roster.TestSession.ANA;

import dev.latchkey.crypto.roster.StatementException.Reason;
import dev.latchkey.crypto.vectors.Vector;
import java.util.List;
import java.util.function.UnaryOperator;

/// Logs whose last entry makes, extends or revokes an invite as nobody may.
final class InviteVectors {
  private InviteVectors() {}

  static List<Vector> all() {
    return List.of(
        idOfAnotherKey(),
        extensionOfARevokedInvite(),
        extension("another-role", "with another role", invite -> invite.role(Role.HOST)),
        extension("with-approval", "with approval", InviteDraft::withApproval),
        extension(
            "another-key",
            "with another wrap key",
            invite -> invite.wrapKey(ANA.wrap().publicKey())),
        extensionByAnotherHost(),
        revokeOfAnUnknownInvite());
  }

  private static Vector idOfAnotherKey() {
    var session = TestSession.open();
    var other = InviteKeys.named("other", session.sid()).id();
    return refused(
        "invite-id-of-another-key",
        "an invite under the ID of another key",
        Reason.INVITE_ID,
        session,
        session.invite(ANA, "invite").calledAs(other));
  }

  private static Vector extensionOfARevokedInvite() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").made();
    session.add(session.revoke(ANA, invite));
    return refused(
        "extension-of-a-revoked-invite",
        "an extension of an invite that is revoked",
        Reason.INVITE_REVOKED,
        session,
        session.invite(ANA, "invite"));
  }

  private static Vector extension(String name, String why, UnaryOperator<InviteDraft> lie) {
    var session = TestSession.open();
    session.invite(ANA, "invite").made();
    return refused(
        "extension-" + name,
        "an extension " + why,
        Reason.INVITE_DIFFERS,
        session,
        lie.apply(session.invite(ANA, "invite")));
  }

  private static Vector extensionByAnotherHost() {
    var session = TestSession.open();
    var ben = session.joined(ANA, Role.HOST, "ben");
    session.invite(ANA, "invite").made();
    return refused(
        "extension-by-another-host",
        "an extension by a host who did not make the invite",
        Reason.INVITE_DIFFERS,
        session,
        session.invite(ben, "invite"));
  }

  private static Vector revokeOfAnUnknownInvite() {
    var session = TestSession.open();
    var known = session.invite(ANA, "invite").made();
    return refused(
        "revoke-of-an-unknown-invite",
        "a revoke with one invite that nobody made",
        Reason.UNKNOWN_INVITE,
        session,
        session.revoke(ANA, known, InviteKeys.named("unknown", session.sid())));
  }
}
