package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;

import dev.latchkey.crypto.roster.StatementException.Reason;
import dev.latchkey.crypto.vectors.Vector;
import java.util.List;

/// Logs whose last entry is a change that leaves somebody a way in, or nobody in charge. Ana hosts,
/// Ben too; Carol is an editor, Dora waits for approval; channel 0 closed at 10.
final class ChangeVectors {
  private static final Device MALLORY = Device.named("mallory");

  private final TestSession session = TestSession.open();
  private final InviteKeys bens = session.invite(ANA, "ben's").role(Role.HOST).made();
  private final Device ben = session.join(Device.named("ben"), bens).done();
  private final InviteKeys carols = session.invite(ben, "carol's").made();
  private final Device carol = session.join(Device.named("carol"), carols).done();
  private final InviteKeys open = session.invite(ANA, "open").made();
  private final InviteKeys approval = session.invite(ANA, "approval").withApproval().made();
  private final Device dora = session.join(Device.named("dora"), approval).done();

  private final InviteKeys audit = session.invite(ANA, "audit").role(Role.AUDITOR).made();

  private ChangeVectors() {
    session.add(session.change(ANA).closing(0, 10));
  }

  static List<Vector> all() {
    return new ChangeVectors().vectors();
  }

  private List<Vector> vectors() {
    return List.of(
        refused(
            "change-removing-a-stranger",
            "a removal of nobody of the roster",
            Reason.UNKNOWN_MEMBER,
            change().removing(MALLORY).rekeying(ANA)),
        refused(
            "change-of-a-strangers-role",
            "a role for nobody of the roster",
            Reason.UNKNOWN_MEMBER,
            change().making(Role.HOST, MALLORY)),
        refused(
            "change-of-a-removed-role",
            "a role for a member whom it removes",
            Reason.UNKNOWN_MEMBER,
            change().removing(carol).making(Role.VIEWER, carol).revoking(carols).rekeying(ANA)),
        refused(
            "change-of-a-pending-role",
            "a role for a member who was not admitted",
            Reason.NOT_ACTIVE,
            change().making(Role.VIEWER, dora)),
        refused(
            "change-revoking-an-unknown-invite",
            "a revoked invite that nobody made",
            Reason.UNKNOWN_INVITE,
            change().revoking(InviteKeys.named("unknown", session.sid()))),
        refused(
            "change-removing-the-pinned-host",
            "a removal of the pinned host by another",
            Reason.PINNED_HOST,
            changeBy(ben).removing(ANA).revoking(bens, open, approval).rekeying(ben)),
        refused(
            "change-of-the-pinned-hosts-role",
            "a demotion of the pinned host by another",
            Reason.PINNED_HOST,
            changeBy(ben).making(Role.EDITOR, ANA)),
        refused(
            "change-leaving-no-host",
            "the last hosts give up the role",
            Reason.NO_HOST_LEFT,
            change().making(Role.EDITOR, ANA, ben)),
        refused(
            "removal-with-the-old-key",
            "a removal without a new epoch",
            Reason.KEY_UNCHANGED,
            change().removing(carol).revoking(carols)),
        refused(
            "auditor-with-the-old-key",
            "an editor becomes an auditor and keeps the key",
            Reason.KEY_UNCHANGED,
            change().making(Role.AUDITOR, carol)),
        refused(
            "removal-that-leaves-their-invite",
            "the invite by which they came in stays open",
            Reason.INVITE_LEFT_OPEN,
            change().removing(carol).rekeying(ANA, ben)),
        refused(
            "removal-that-leaves-what-they-made",
            "an invite that they made stays open",
            Reason.INVITE_LEFT_OPEN,
            change().removing(ben).revoking(bens).rekeying(ANA, carol)),
        removalOfALineThatLeavesAnInvite(),
        refused(
            "epoch-that-repeats",
            "the number of the running epoch",
            Reason.EPOCH_NUMBER,
            change().rekeying(1, List.of(ANA.id()), List.of())),
        refused(
            "epoch-that-skips",
            "the number after the next",
            Reason.EPOCH_NUMBER,
            change().rekeying(3, List.of(ANA.id()), List.of())),
        refused(
            "epoch-for-a-stranger",
            "a wrap for nobody of the roster",
            Reason.EPOCH_MEMBER,
            change().rekeying(ANA, MALLORY)),
        refused(
            "epoch-for-a-removed-member",
            "a wrap for the member whom it removes",
            Reason.EPOCH_MEMBER,
            change().removing(carol).revoking(carols).rekeying(ANA, carol)),
        refused(
            "epoch-for-a-pending-member",
            "a wrap for a member who was not admitted",
            Reason.EPOCH_MEMBER,
            change().rekeying(ANA, dora)),
        refused(
            "epoch-for-an-auditor",
            "a wrap for the auditor whom it makes",
            Reason.EPOCH_MEMBER,
            change().making(Role.AUDITOR, carol).rekeying(ANA, carol)),
        refused(
            "epoch-for-an-unknown-invite",
            "a wrap for an invite that nobody made",
            Reason.EPOCH_INVITE,
            wrappingTo(InviteKeys.named("unknown", session.sid()))),
        refused(
            "epoch-for-a-revoked-invite",
            "a wrap for an invite that it revokes",
            Reason.EPOCH_INVITE,
            wrappingTo(open).revoking(open)),
        refused(
            "epoch-for-a-used-up-invite",
            "a wrap for an invite without a use left",
            Reason.EPOCH_INVITE,
            wrappingTo(carols)),
        refused(
            "epoch-for-an-approval-invite",
            "a wrap for an invite that needs approval",
            Reason.EPOCH_INVITE,
            wrappingTo(approval)),
        refused(
            "epoch-for-an-auditing-invite",
            "a wrap for an invite of an auditor",
            Reason.EPOCH_INVITE,
            wrappingTo(audit)),
        refused(
            "closing-earlier",
            "a channel closes before it did",
            Reason.CLOSING_HEADS,
            changeBy(ANA).closing(0, 9)),
        refused(
            "freeze-closing-earlier",
            "a freeze at which a channel closes before it did",
            Reason.CLOSING_HEADS,
            () -> session.freeze(ANA, true, TestSession.head(0, 9))),
        refused(
            "freeze-closing-with-another-history",
            "a freeze at which a channel closes where it did, with another hash",
            Reason.CLOSING_HEADS,
            () -> session.freeze(ANA, true, new ChannelHead(0, 10, TestSession.hash("other")))),
        changeAfterAFreezeThatClosesEarlier(),
        refused(
            "closing-no-more",
            "a channel that closed is not listed",
            Reason.CLOSING_HEADS,
            changeBy(ANA)),
        refused(
            "closing-with-another-history",
            "a channel closes where it did, with another hash",
            Reason.CLOSING_HEADS,
            changeBy(ANA).closing(new ChannelHead(0, 10, TestSession.hash("other")))),
        refused(
            "closing-at-nothing-with-a-history",
            "head 0 with another hash than h(0)",
            Reason.CLOSING_HEADS,
            change().closing(new ChannelHead(7, 0, TestSession.hash("other")))));
  }

  private static Vector changeAfterAFreezeThatClosesEarlier() {
    var session = TestSession.open();
    session.add(session.freeze(ANA, true, TestSession.head(0, 10)));
    return FoldVectors.refused(
        "closing-earlier-than-a-freeze",
        "a channel closes before the freeze closed it",
        Reason.CLOSING_HEADS,
        session,
        session.change(ANA).closing(0, 9));
  }

  private static Vector removalOfALineThatLeavesAnInvite() {
    var session = TestSession.open();
    var ben = session.joined(ANA, Role.HOST, "ben");
    session.invite(ben, "made before the move").made();
    var phone = session.move(ben, Device.named("ben's phone")).done();
    var came = InviteKeys.named("ben's invite", session.sid());
    return FoldVectors.refused(
        "removal-of-a-line-that-leaves-an-invite",
        "an invite that their old device made stays open",
        Reason.INVITE_LEFT_OPEN,
        session,
        session.change(ANA).removing(phone).revoking(came).rekeying(ANA));
  }

  private ChangeDraft change() {
    return changeBy(ANA).closing(0, 10);
  }

  private ChangeDraft changeBy(Device by) {
    return session.change(by);
  }

  private ChangeDraft wrappingTo(InviteKeys invite) {
    return change().rekeying(2, List.of(ANA.id()), List.of(invite.id()));
  }

  private Vector refused(String name, String why, Reason reason, Draft change) {
    return FoldVectors.refused(name, why, reason, session, change);
  }
}
