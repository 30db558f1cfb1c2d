package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.FoldVectors.ok;
import static dev.latchkey.crypto.roster.FoldVectors.refused;
import static dev.latchkey.crypto.roster.TestSession.ANA;

import dev.latchkey.crypto.roster.StatementException.Reason;
import dev.latchkey.crypto.vectors.Vector;
import java.util.List;

/// Logs in which somebody who waits for approval is declined.
final class DeclineVectors {
  private static final Device BEN = Device.named("ben");
  private static final Device CAROL = Device.named("carol");
  private static final Device DORA = Device.named("dora");

  private DeclineVectors() {}

  static List<Vector> all() {
    return List.of(
        decline(),
        declineBesideASurplusMember(),
        declineBesideARemoval(),
        removalWithTheOldKey(),
        removalThatLeavesAnInvite(),
        removalOfASurplusMember(),
        declineTwice(),
        admitAfterDecline(),
        knockAfterDecline(),
        joinAgainAfterDecline(),
        declineAfterAdmit());
  }

  private static Vector decline() {
    var session = pending(1);
    session.add(session.change(ANA).removing(BEN));
    session.join(CAROL, approval(session)).done();
    return ok(
        "decline",
        "a pending member removed: the key and the invite stay, and the use is free again",
        session);
  }

  private static Vector declineBesideASurplusMember() {
    var session = pending(1);
    session.join(CAROL, approval(session)).done();
    session.add(session.change(ANA).removing(BEN));
    session.join(DORA, approval(session)).done();
    return ok(
        "decline-beside-a-surplus-member",
        "the use comes back for whoever joins next, not for who was too late",
        session);
  }

  private static Vector declineBesideARemoval() {
    var session = pendingBesideCarol();
    session.add(session.change(ANA).removing(BEN, CAROL).revoking(carols(session)).rekeying(ANA));
    return ok(
        "decline-beside-a-removal", "one step that declines one and removes another", session);
  }

  private static Vector removalWithTheOldKey() {
    var session = pendingBesideCarol();
    return refused(
        "decline-beside-a-removal-with-the-old-key",
        "one of the two removed members had the key",
        Reason.KEY_UNCHANGED,
        session,
        session.change(ANA).removing(BEN, CAROL).revoking(carols(session)));
  }

  private static Vector removalThatLeavesAnInvite() {
    var session = pendingBesideCarol();
    return refused(
        "decline-beside-a-removal-that-leaves-their-invite",
        "the invite of the member who was in stays open",
        Reason.INVITE_LEFT_OPEN,
        session,
        session.change(ANA).removing(BEN, CAROL).rekeying(ANA));
  }

  private static Vector removalOfASurplusMember() {
    var session = pending(1);
    session.join(CAROL, approval(session)).done();
    return refused(
        "removal-of-a-surplus-member-with-the-old-key",
        "surplus is not pending",
        Reason.KEY_UNCHANGED,
        session,
        session.change(ANA).removing(CAROL).revoking(approval(session)));
  }

  private static Vector declineTwice() {
    var session = declined();
    return refused(
        "decline-twice",
        "whoever was declined is none to decline",
        Reason.UNKNOWN_MEMBER,
        session,
        session.change(ANA).removing(BEN));
  }

  private static Vector admitAfterDecline() {
    var session = declined();
    return refused(
        "admit-after-decline",
        "whoever was declined is not admitted",
        Reason.NOT_PENDING,
        session,
        admitBen(session));
  }

  private static Vector knockAfterDecline() {
    var session = declined();
    return refused(
        "knock-after-decline",
        "whoever was declined gets no nonce",
        Reason.NOT_PENDING,
        session,
        session.knock(ANA, approval(session), session.member(BEN).entryHash()));
  }

  private static Vector joinAgainAfterDecline() {
    var session = declined();
    return refused(
        "join-again-after-decline",
        "the device that was declined joins again with the same keys",
        Reason.KEY_IN_ROSTER,
        session,
        session.join(BEN, approval(session)));
  }

  private static Vector declineAfterAdmit() {
    var session = pending(1);
    session.add(admitBen(session));
    return refused(
        "decline-after-admit",
        "whoever was admitted in between has the key",
        Reason.KEY_UNCHANGED,
        session,
        session.change(ANA).removing(BEN).revoking(approval(session)));
  }

  private static TestSession declined() {
    var session = pending(1);
    return session.add(session.change(ANA).removing(BEN));
  }

  private static TestSession pendingBesideCarol() {
    var session = pending(2);
    session.joined(ANA, Role.EDITOR, "carol");
    return session;
  }

  private static TestSession pending(int uses) {
    var session = TestSession.open();
    session.join(BEN, session.invite(ANA, "approval").uses(uses).withApproval().made()).done();
    return session;
  }

  private static String admitBen(TestSession session) {
    return session.admit(ANA, approval(session), session.member(BEN).entryHash(), Role.EDITOR);
  }

  private static InviteKeys approval(TestSession session) {
    return InviteKeys.named("approval", session.sid());
  }

  private static InviteKeys carols(TestSession session) {
    return InviteKeys.named("carol's invite", session.sid());
  }
}
