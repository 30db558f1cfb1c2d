package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.Member.Standing;
import dev.latchkey.crypto.roster.StatementException.Reason;
import org.junit.jupiter.api.Test;

class MoveTest {
  private static final Device BEN = Device.named("ben");
  private static final Device PHONE = Device.named("ben's phone");
  private static final Device MALLORY = Device.named("mallory");

  private final TestSession session = TestSession.open();
  private final InviteKeys invite = session.invite(ANA, "invite").made();

  MoveTest() {
    session.join(BEN, invite).done();
  }

  @Test
  void theNewDeviceTakesTheOldOnesPlace() {
    session.move(BEN, PHONE).done();

    var old = session.member(BEN);
    var phone = session.member(PHONE);
    assertThat(old.standing()).isEqualTo(Standing.REMOVED);
    assertThat(phone.standing()).isEqualTo(Standing.NEW);
    assertThat(phone.role()).isEqualTo(Role.EDITOR);
    assertThat(phone.wrapKey()).isEqualTo(PHONE.wrap().publicKey());
    assertThat(phone.invite()).hasValue(invite.id());
    assertThat(phone.line()).isEqualTo(BEN.id());
    assertThat(phone.entry()).isEqualTo(4);
    assertThat(session.invite(invite).used()).isEqualTo(1);
  }

  @Test
  void aMoveNeedsBothDevices() {
    assertThat(session.refusalOf(session.move(BEN, MALLORY).byOldKey(MALLORY.signing())))
        .isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(session.refusalOf(session.move(BEN, PHONE).byNewKey(BEN.signing())))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void aStrangerDoesNotMove() {
    assertThat(session.refusalOf(session.move(MALLORY, PHONE))).isEqualTo(Reason.UNKNOWN_MEMBER);
  }

  @Test
  void aDeviceMovesOnce() {
    session.move(BEN, PHONE).done();

    assertThat(session.refusalOf(session.move(BEN, Device.named("tablet"))))
        .isEqualTo(Reason.UNKNOWN_MEMBER);
  }

  @Test
  void aRemovedMemberDoesNotMove() {
    session.add(session.change(ANA).removing(BEN).revoking(invite).rekeying(ANA));

    assertThat(session.refusalOf(session.move(BEN, PHONE))).isEqualTo(Reason.UNKNOWN_MEMBER);
  }

  @Test
  void whoeverIsNotInDoesNotMove() {
    var carol = session.join(Device.named("carol"), invite).done();
    var approval = session.invite(ANA, "approval").withApproval().made();
    var dora = session.join(Device.named("dora"), approval).done();

    assertThat(session.refusalOf(session.move(carol, PHONE))).isEqualTo(Reason.NOT_ACTIVE);
    assertThat(session.refusalOf(session.move(dora, PHONE))).isEqualTo(Reason.NOT_ACTIVE);
  }

  @Test
  void aMoveToKeysOfTheRosterIsRefused() {
    assertThat(session.refusalOf(session.move(BEN, ANA))).isEqualTo(Reason.KEY_IN_ROSTER);
    assertThat(session.refusalOf(session.move(BEN, PHONE.withWrapKeyOf(BEN))))
        .isEqualTo(Reason.KEY_IN_ROSTER);
  }

  @Test
  void aMoveThatWasSignedForAnotherBrokerIsRefused() {
    assertThat(session.refusalOf(session.move(BEN, PHONE).at("https://evil.example")))
        .isEqualTo(Reason.FOREIGN_ORIGIN);
  }

  @Test
  void theLineKeepsNoWayBack() {
    session.move(BEN, PHONE).done();

    assertThat(session.refusalOf(session.change(ANA).removing(PHONE).rekeying(ANA)))
        .isEqualTo(Reason.INVITE_LEFT_OPEN);
  }

  @Test
  void theLineAnswersForTheInvitesOfItsOldDevices() {
    var ana = session.joined(ANA, Role.HOST, "second host");
    var made = session.invite(ana, "made before the move").made();
    var moved = session.move(ana, PHONE).done();
    var came = InviteKeys.named("second host's invite", session.sid());

    assertThat(
            session.refusalOf(
                session.change(ANA).removing(moved).revoking(came).rekeying(ANA, BEN)))
        .isEqualTo(Reason.INVITE_LEFT_OPEN);
    session.add(session.change(ANA).removing(moved).revoking(came, made).rekeying(ANA, BEN));
    assertThat(session.member(moved).standing()).isEqualTo(Standing.REMOVED);
  }

  @Test
  void aMoveOfThePinnedHostPassesThePinOn() {
    var second = session.joined(ANA, Role.HOST, "second host");
    var phone = session.move(ANA, PHONE).done();

    assertThat(session.roster().pinnedHost()).isEqualTo(phone.id());
    assertThat(session.refusalOf(session.change(second).making(Role.VIEWER, phone)))
        .isEqualTo(Reason.PINNED_HOST);
    assertThat(session.refusalOf(session.invite(ANA, "late"))).isEqualTo(Reason.NOT_HOST);
    session.invite(phone, "by the new device").made();
  }
}
