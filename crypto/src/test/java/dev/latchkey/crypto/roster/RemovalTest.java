package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.Member.Standing;
import dev.latchkey.crypto.roster.StatementException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whoever is removed finds no way back, whatever links they know.
class RemovalTest {
  private final TestSession session = TestSession.open();
  private final InviteKeys bens = session.invite(ANA, "ben's").uses(3).role(Role.HOST).made();
  private final Device ben = session.join(Device.named("ben"), bens).done();

  @Test
  void theRemovedMemberIsOutAndTheKeyChanges() {
    session.add(session.change(ANA).removing(ben).revoking(bens).rekeying(ANA));

    assertThat(session.member(ben).standing()).isEqualTo(Standing.REMOVED);
    assertThat(session.invite(bens).revoked()).isTrue();
    assertThat(session.roster().epoch()).isEqualTo(2);
    assertThat(session.roster().epoch(2).orElseThrow().members()).containsExactly(ANA.id());
  }

  @Test
  void aRemovalThatKeepsTheKeyIsRefused() {
    assertThat(session.refusalOf(session.change(ANA).removing(ben).revoking(bens)))
        .isEqualTo(Reason.KEY_UNCHANGED);
  }

  @Test
  void aRemovedMemberGetsNoWrap() {
    assertThat(
            session.refusalOf(session.change(ANA).removing(ben).revoking(bens).rekeying(ANA, ben)))
        .isEqualTo(Reason.EPOCH_MEMBER);
    session.add(session.change(ANA).removing(ben).revoking(bens).rekeying(ANA));
    assertThat(session.refusalOf(session.change(ANA).rekeying(ANA, ben)))
        .isEqualTo(Reason.EPOCH_MEMBER);
  }

  /// `remove.pv` with `KEEP_INVITE`.
  @Test
  void aRemovalThatLeavesTheirInviteOpenIsRefused() {
    assertThat(session.refusalOf(session.change(ANA).removing(ben).rekeying(ANA)))
        .isEqualTo(Reason.INVITE_LEFT_OPEN);
  }

  /// `remove.pv` with `KEEP_INVITE`, by a link that the removed member made.
  @Test
  void aRemovalThatLeavesAnInviteOpenThatTheyMadeIsRefused() {
    var made = session.invite(ben, "made by ben").made();

    assertThat(session.refusalOf(session.change(ANA).removing(ben).revoking(bens).rekeying(ANA)))
        .isEqualTo(Reason.INVITE_LEFT_OPEN);
    session.add(session.change(ANA).removing(ben).revoking(bens, made).rekeying(ANA));
    assertThat(session.invite(made).revoked()).isTrue();
  }

  @Test
  void aHostWhoIsMadeHostAgainKeepsTheWaysBack() {
    session.add(session.change(ANA).making(Role.HOST, ben));

    assertThat(session.member(ben).isHost()).isTrue();
    assertThat(session.invite(bens).revoked()).isFalse();
    assertThat(session.refusalOf(session.change(ANA).making(Role.EDITOR, ben)))
        .isEqualTo(Reason.INVITE_LEFT_OPEN);
  }

  @Test
  void aRemovalLooksAtEverybodyItRemoves() {
    var carols = session.invite(ANA, "carol's").made();
    var carol = session.join(Device.named("carol"), carols).done();

    assertThat(
            session.refusalOf(
                session.change(ANA).removing(ben, carol).revoking(bens).rekeying(ANA)))
        .isEqualTo(Reason.INVITE_LEFT_OPEN);
  }

  @Test
  void anInviteThatIsRevokedAlreadyNeedsNoRevoking() {
    session.add(session.revoke(ANA, bens));

    session.add(session.change(ANA).removing(ben).rekeying(ANA));

    assertThat(session.member(ben).standing()).isEqualTo(Standing.REMOVED);
  }

  @Test
  void otherInvitesMayStayOpen() {
    var open = session.invite(ANA, "open").made();

    session.add(session.change(ANA).removing(ben).revoking(bens).rekeying(ANA));

    assertThat(session.invite(open).revoked()).isFalse();
  }

  @Test
  void aKnockAndASurplusMemberAreRemovedLikeAnybody() {
    var approval = session.invite(ANA, "approval").withApproval().made();
    var carol = session.join(Device.named("carol"), approval).done();
    var dora = session.join(Device.named("dora"), approval).done();
    assertThat(session.member(dora).standing()).isEqualTo(Standing.SURPLUS);

    session.add(session.change(ANA).removing(carol, dora).revoking(approval).rekeying(ANA, ben));

    assertThat(session.member(carol).standing()).isEqualTo(Standing.REMOVED);
    assertThat(session.member(dora).standing()).isEqualTo(Standing.REMOVED);
  }

  @Test
  void aRevokedInviteGetsNoWrap() {
    var open = session.invite(ANA, "open").made();
    var wrapped = session.change(ANA).revoking(open).rekeying(2, members(), List.of(open.id()));

    assertThat(session.refusalOf(wrapped)).isEqualTo(Reason.EPOCH_INVITE);
  }

  /// `link.pv` with `HOST_DID_NOT_SEE`: once the join is in the log, nobody wraps to its link.
  @Test
  void aUsedUpInviteGetsNoWrap() {
    var used = session.invite(ANA, "used").made();
    session.join(Device.named("carol"), used).done();
    var wrapped = session.change(ANA).rekeying(2, members(), List.of(used.id()));

    assertThat(session.refusalOf(wrapped)).isEqualTo(Reason.EPOCH_INVITE);
  }

  @Test
  void anAuditorsInviteGetsNoWrap() {
    var auditors = session.invite(ANA, "auditors").role(Role.AUDITOR).made();
    var wrapped = session.change(ANA).rekeying(2, members(), List.of(auditors.id()));

    assertThat(session.refusalOf(wrapped)).isEqualTo(Reason.EPOCH_INVITE);
  }

  @Test
  void anUnknownInviteGetsNoWrap() {
    var unknown = InviteKeys.named("unknown", session.sid());
    var wrapped = session.change(ANA).rekeying(2, members(), List.of(unknown.id()));

    assertThat(session.refusalOf(wrapped)).isEqualTo(Reason.EPOCH_INVITE);
  }

  private List<MemberId> members() {
    return List.of(ANA.id(), ben.id());
  }

  /// `remove.pv` with `KEEP_INVITE`, for the right to let others in.
  @Test
  void aDemotionThatLeavesALinkOpenThatTheFormerHostMadeIsRefused() {
    var made = session.invite(ben, "made by ben").made();

    assertThat(session.refusalOf(session.change(ANA).making(Role.EDITOR, ben).revoking(bens)))
        .isEqualTo(Reason.INVITE_LEFT_OPEN);
    session.add(session.change(ANA).making(Role.EDITOR, ben).revoking(bens, made));
    assertThat(session.refusalOf(session.join(Device.named("again"), made)))
        .isEqualTo(Reason.INVITE_REVOKED);
  }

  @Test
  void aDemotionThatLeavesTheHostLinkOpenByWhichTheyCameIsRefused() {
    assertThat(session.refusalOf(session.change(ANA).making(Role.VIEWER, ben)))
        .isEqualTo(Reason.INVITE_LEFT_OPEN);
  }

  @Test
  void aDemotionLooksAtTheWholeLine() {
    var made = session.invite(ben, "made by ben").made();
    var phone = session.move(ben, Device.named("phone")).done();

    assertThat(session.refusalOf(session.change(ANA).making(Role.EDITOR, phone).revoking(bens)))
        .isEqualTo(Reason.INVITE_LEFT_OPEN);
    session.add(session.change(ANA).making(Role.EDITOR, phone).revoking(bens, made));
  }

  @Test
  void aDemotionLeavesTheLinksOfOthersAndTheOneForEditorsByWhichTheyCame() {
    var carol = session.joined(ANA, Role.EDITOR, "carol");
    var carols = InviteKeys.named("carol's invite", session.sid());
    session.add(session.change(ANA).making(Role.HOST, carol));
    session.add(session.change(ANA).making(Role.EDITOR, carol));

    assertThat(session.invite(carols).revoked()).isFalse();
    assertThat(session.invite(bens).revoked()).isFalse();
  }
}
