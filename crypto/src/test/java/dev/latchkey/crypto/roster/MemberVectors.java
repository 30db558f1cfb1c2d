package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.FoldVectors.refused;
import static dev.latchkey.crypto.roster.TestSession.ANA;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.StatementException.Reason;
import dev.latchkey.crypto.vectors.Vector;
import java.util.List;
import java.util.function.UnaryOperator;

/// Logs whose last entry lets somebody in by a way that is none.
final class MemberVectors {
  private static final Device BEN = Device.named("ben");
  private static final Device CAROL = Device.named("carol");
  private static final Device MALLORY = Device.named("mallory");
  private static final String OTHER_ORIGIN = "https://evil.example";

  private MemberVectors() {}

  static List<Vector> all() {
    return List.of(
        joinByAnUnknownInvite(),
        join(
            "join-without-the-link",
            "a member statement that the invite key did not sign",
            Reason.BAD_SIGNATURE,
            join -> join.byInviteKey(MALLORY.signing())),
        join(
            "join-without-the-device",
            "a join that the device key did not sign",
            Reason.BAD_SIGNATURE,
            join -> join.byDeviceKey(MALLORY.signing())),
        join(
            "join-in-a-higher-role",
            "a role that is not the invite's",
            Reason.ROLE_MISMATCH,
            join -> join.as(Role.HOST)),
        join(
            "join-at-another-broker",
            "a join that was signed for another origin",
            Reason.FOREIGN_ORIGIN,
            join -> join.at(OTHER_ORIGIN)),
        join(
            "join-by-another-statement",
            "a join that names another invite statement",
            Reason.INVITE_CHANGED,
            join -> join.seeing(TestSession.hash("other"))),
        joinUnderAnotherKid(),
        joinByARevokedInvite(),
        joinByAnOlderStatement(),
        joinTwice(),
        joinWithAKnownWrapKey(),
        joinAfterRemoval(),
        knockOfNobody(),
        knockTwice(),
        admitOfNobody(),
        admitByAnotherInvite(),
        admitTwice(),
        admitOfASurplusMember(),
        admitInAnotherRole(),
        moveOfAStranger(),
        moveOfARemovedMember(),
        moveOfAPendingMember(),
        move(
            "move-without-the-old-device",
            "a move that the old device did not sign",
            Reason.BAD_SIGNATURE,
            move -> move.byOldKey(MALLORY.signing())),
        move(
            "move-without-the-new-device",
            "a move that the new device did not sign",
            Reason.BAD_SIGNATURE,
            move -> move.byNewKey(MALLORY.signing())),
        move(
            "move-at-another-broker",
            "a move that was signed for another origin",
            Reason.FOREIGN_ORIGIN,
            move -> move.at(OTHER_ORIGIN)),
        moveToAMember());
  }

  private static Vector joinByAnUnknownInvite() {
    var session = TestSession.open();
    return refused(
        "join-by-an-unknown-invite",
        "a join by an invite that no host made",
        Reason.UNKNOWN_INVITE,
        session,
        session.join(BEN, InviteKeys.named("unknown", session.sid())));
  }

  private static Vector join(String name, String why, Reason reason, UnaryOperator<JoinDraft> lie) {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").made();
    return refused(name, why, reason, session, lie.apply(session.join(BEN, invite)));
  }

  private static Vector joinUnderAnotherKid() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").made();
    var join = session.join(BEN, invite).entry();
    return refused(
        "join-under-another-kid",
        "a join that names another member than its key's",
        Reason.BAD_SIGNATURE,
        session,
        Forgery.of(join, invite.signing(), BEN.signing())
            .kids(invite.id().value(), CAROL.id().value())
            .entry());
  }

  private static Vector joinByARevokedInvite() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").made();
    session.add(session.revoke(ANA, invite));
    return refused(
        "join-by-a-revoked-invite",
        "a join by an invite that is revoked",
        Reason.INVITE_REVOKED,
        session,
        session.join(BEN, invite));
  }

  private static Vector joinByAnOlderStatement() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").made();
    var join = session.join(BEN, invite);
    session.add(session.invite(ANA, "invite").uses(2));
    return refused(
        "join-by-an-older-statement",
        "a join that names the statement before the extension",
        Reason.INVITE_CHANGED,
        session,
        join);
  }

  private static Vector joinTwice() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").uses(2).made();
    session.join(BEN, invite).done();
    return refused(
        "join-twice", "one device twice", Reason.KEY_IN_ROSTER, session, session.join(BEN, invite));
  }

  private static Vector joinWithAKnownWrapKey() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").made();
    return refused(
        "join-with-a-known-wrap-key",
        "another device with the host's wrap key",
        Reason.KEY_IN_ROSTER,
        session,
        session.join(BEN.withWrapKeyOf(ANA), invite));
  }

  private static Vector joinAfterRemoval() {
    var session = TestSession.open();
    var first = session.invite(ANA, "first").made();
    session.join(BEN, first).done();
    session.add(session.change(ANA).removing(BEN).revoking(first).rekeying(ANA));
    var second = session.invite(ANA, "second").made();
    return refused(
        "join-after-removal",
        "a removed device by another invite",
        Reason.KEY_IN_ROSTER,
        session,
        session.join(BEN, second));
  }

  private static Vector knockOfNobody() {
    var session = TestSession.open();
    var invite = approval(session);
    return refused(
        "knock-of-nobody",
        "a knock that answers no entry",
        Reason.NOT_PENDING,
        session,
        session.knock(ANA, invite, TestSession.hash("nobody")));
  }

  private static Vector knockTwice() {
    var session = TestSession.open();
    var invite = approval(session);
    session.add(session.knock(ANA, invite, bens(session)));
    return refused(
        "knock-twice",
        "a second nonce for one entry",
        Reason.KNOCKED_ALREADY,
        session,
        session.knock(ANA, invite, bens(session)));
  }

  private static Vector admitOfNobody() {
    var session = TestSession.open();
    var invite = approval(session);
    return refused(
        "admit-of-nobody",
        "an admit that names no entry",
        Reason.NOT_PENDING,
        session,
        session.admit(ANA, invite, TestSession.hash("nobody"), Role.EDITOR));
  }

  private static Vector admitByAnotherInvite() {
    var session = TestSession.open();
    approval(session);
    var other = session.invite(ANA, "other").withApproval().made();
    return refused(
        "admit-by-another-invite",
        "an admit that names another invite than they knocked by",
        Reason.NOT_PENDING,
        session,
        session.admit(ANA, other, bens(session), Role.EDITOR));
  }

  private static Vector admitTwice() {
    var session = TestSession.open();
    var invite = approval(session);
    session.add(session.admit(ANA, invite, bens(session), Role.EDITOR));
    return refused(
        "admit-twice",
        "an admit of somebody who is in",
        Reason.NOT_PENDING,
        session,
        session.admit(ANA, invite, bens(session), Role.EDITOR));
  }

  private static Vector admitOfASurplusMember() {
    var session = TestSession.open();
    var invite = approval(session);
    session.join(CAROL, invite).done();
    return refused(
        "admit-of-a-surplus-member",
        "an admit beyond the uses",
        Reason.NOT_PENDING,
        session,
        session.admit(ANA, invite, session.member(CAROL).entryHash(), Role.EDITOR));
  }

  private static Vector admitInAnotherRole() {
    var session = TestSession.open();
    var invite = approval(session);
    return refused(
        "admit-in-another-role",
        "an admit with more than the invite's role",
        Reason.ROLE_MISMATCH,
        session,
        session.admit(ANA, invite, bens(session), Role.HOST));
  }

  private static Vector moveOfAStranger() {
    var session = TestSession.open();
    return refused(
        "move-of-a-stranger",
        "a move of a device that is not in",
        Reason.UNKNOWN_MEMBER,
        session,
        session.move(MALLORY, CAROL));
  }

  private static Vector moveOfARemovedMember() {
    var session = TestSession.open();
    var invite = session.invite(ANA, "invite").made();
    session.join(BEN, invite).done();
    session.add(session.change(ANA).removing(BEN).revoking(invite).rekeying(ANA));
    return refused(
        "move-of-a-removed-member",
        "a move after the removal",
        Reason.UNKNOWN_MEMBER,
        session,
        session.move(BEN, CAROL));
  }

  private static Vector moveOfAPendingMember() {
    var session = TestSession.open();
    approval(session);
    return refused(
        "move-of-a-pending-member",
        "a move of somebody who was not admitted",
        Reason.NOT_ACTIVE,
        session,
        session.move(BEN, CAROL));
  }

  private static Vector move(String name, String why, Reason reason, UnaryOperator<MoveDraft> lie) {
    var session = TestSession.open();
    session.joined(ANA, Role.EDITOR, "ben");
    return refused(name, why, reason, session, lie.apply(session.move(BEN, CAROL)));
  }

  private static Vector moveToAMember() {
    var session = TestSession.open();
    session.joined(ANA, Role.EDITOR, "ben");
    session.joined(ANA, Role.EDITOR, "carol");
    return refused(
        "move-to-a-member",
        "a move to a device that is in already",
        Reason.KEY_IN_ROSTER,
        session,
        session.move(BEN, CAROL));
  }

  /// Ben waits for approval.
  private static InviteKeys approval(TestSession session) {
    var invite = session.invite(ANA, "approval").withApproval().made();
    session.join(BEN, invite).done();
    return invite;
  }

  private static Bytes bens(TestSession session) {
    return session.member(BEN).entryHash();
  }
}
