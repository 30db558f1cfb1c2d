package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.StatementException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest {
  private static final Device STRANGER = Device.named("stranger");

  private final TestSession session = TestSession.open();
  private final InviteKeys invite = session.invite(ANA, "invite").made();
  private final Device ben = session.join(Device.named("ben"), invite).done();

  @Test
  void aRoleIsChangedByAHost() {
    session.add(session.change(ANA).making(Role.VIEWER, ben));

    assertThat(session.member(ben).role()).isEqualTo(Role.VIEWER);
    assertThat(session.roster().epoch()).isEqualTo(1);
  }

  @Test
  void aNewEpochHasItsKeyAndItsReaders() {
    var open = session.invite(ANA, "open").made();
    session.add(
        session
            .change(ANA)
            .rekeying(2, List.of(ANA.id(), ben.id()), List.of(open.id()))
            .closing(7, 12));

    var epoch = session.roster().epoch(2).orElseThrow();
    assertThat(session.roster().epoch()).isEqualTo(2);
    assertThat(epoch.number()).isEqualTo(2);
    assertThat(epoch.commitment().size()).isEqualTo(32);
    assertThat(epoch.members()).containsExactlyInAnyOrder(ANA.id(), ben.id());
    assertThat(epoch.invites()).containsExactly(open.id());
    assertThat(epoch.closing()).containsExactly(TestSession.head(7, 12));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3, 1L << 32})
  void anEpochOfAnotherNumberIsRefused(long number) {
    assertThat(
            session.refusalOf(session.change(ANA).rekeying(number, List.of(ANA.id()), List.of())))
        .isEqualTo(Reason.EPOCH_NUMBER);
  }

  @Test
  void aChangeOfStrangersIsRefused() {
    assertThat(session.refusalOf(session.change(ANA).removing(STRANGER).rekeying(ANA)))
        .isEqualTo(Reason.UNKNOWN_MEMBER);
    assertThat(session.refusalOf(session.change(ANA).making(Role.HOST, STRANGER)))
        .isEqualTo(Reason.UNKNOWN_MEMBER);
    assertThat(session.refusalOf(session.change(ANA).rekeying(ANA, STRANGER)))
        .isEqualTo(Reason.EPOCH_MEMBER);
  }

  @Test
  void whoeverWasRemovedIsAStranger() {
    session.add(session.change(ANA).removing(ben).revoking(invite).rekeying(ANA));

    assertThat(session.refusalOf(session.change(ANA).removing(ben).rekeying(ANA)))
        .isEqualTo(Reason.UNKNOWN_MEMBER);
    assertThat(session.refusalOf(session.change(ANA).making(Role.HOST, ben)))
        .isEqualTo(Reason.UNKNOWN_MEMBER);
  }

  @Test
  void nobodyIsRemovedAndReRoledAtOnce() {
    assertThat(
            session.refusalOf(
                session
                    .change(ANA)
                    .removing(ben)
                    .making(Role.VIEWER, ben)
                    .revoking(invite)
                    .rekeying(ANA)))
        .isEqualTo(Reason.UNKNOWN_MEMBER);
  }

  @Test
  void whoeverIsNotInHasNoRoleToChange() {
    var carol = session.join(Device.named("carol"), invite).done();
    var approval = session.invite(ANA, "approval").withApproval().made();
    var dora = session.join(Device.named("dora"), approval).done();

    assertThat(session.refusalOf(session.change(ANA).making(Role.VIEWER, carol)))
        .isEqualTo(Reason.NOT_ACTIVE);
    assertThat(session.refusalOf(session.change(ANA).making(Role.VIEWER, dora)))
        .isEqualTo(Reason.NOT_ACTIVE);
  }

  @Test
  void aChangeRevokesOnlyInvitesOfTheRoster() {
    var unknown = InviteKeys.named("unknown", session.sid());

    assertThat(session.refusalOf(session.change(ANA).revoking(unknown)))
        .isEqualTo(Reason.UNKNOWN_INVITE);
    session.add(session.change(ANA).revoking(invite));
    assertThat(session.invite(invite).revoked()).isTrue();
  }

  @Test
  void thePinnedHostYieldsToNoOtherHost() {
    session.add(session.change(ANA).making(Role.HOST, ben));

    assertThat(session.refusalOf(session.change(ben).removing(ANA).rekeying(ben)))
        .isEqualTo(Reason.PINNED_HOST);
    assertThat(session.refusalOf(session.change(ben).making(Role.EDITOR, ANA)))
        .isEqualTo(Reason.PINNED_HOST);
  }

  @Test
  void anotherHostDecidesAboutEverybodyElse() {
    var carols = session.invite(ANA, "carol's").made();
    var carol = session.join(Device.named("carol"), carols).done();
    session.add(session.change(ANA).making(Role.HOST, ben));

    session.add(session.change(ben).making(Role.VIEWER, carol));
    session.add(session.change(ben).removing(carol).revoking(carols).rekeying(ANA, ben));

    assertThat(session.member(carol).active()).isFalse();
    assertThat(session.member(carol).role()).isEqualTo(Role.VIEWER);
  }

  @Test
  void thePinnedHostMayLeaveTheSessionToAnother() {
    session.add(session.change(ANA).making(Role.HOST, ben));
    session.add(session.change(ANA).removing(ANA).revoking(invite).rekeying(ben));

    assertThat(session.refusalOf(session.freeze(ANA, true))).isEqualTo(Reason.NOT_HOST);
    session.add(session.freeze(ben, true));
  }

  @Test
  void whoeverGaveUpTheRoleOfHostIsRemovedLikeAnybody() {
    session.add(session.change(ANA).making(Role.HOST, ben));
    session.add(session.change(ANA).making(Role.EDITOR, ANA).revoking(invite));
    session.add(session.change(ben).removing(ANA).rekeying(ben));

    assertThat(session.member(ANA).active()).isFalse();
  }

  @Test
  void aHostIsAlwaysLeft() {
    assertThat(session.refusalOf(session.change(ANA).removing(ANA).revoking(invite).rekeying(ben)))
        .isEqualTo(Reason.NO_HOST_LEFT);
    assertThat(session.refusalOf(session.change(ANA).making(Role.EDITOR, ANA)))
        .isEqualTo(Reason.NO_HOST_LEFT);
    session.add(
        session.change(ANA).making(Role.HOST, ben).making(Role.EDITOR, ANA).revoking(invite));
    assertThat(session.refusalOf(session.change(ben).making(Role.EDITOR, ben)))
        .isEqualTo(Reason.NO_HOST_LEFT);
  }

  @Test
  void whoeverBecomesAnAuditorLosesTheKey() {
    assertThat(session.refusalOf(session.change(ANA).making(Role.AUDITOR, ben)))
        .isEqualTo(Reason.KEY_UNCHANGED);
    session.add(session.change(ANA).making(Role.AUDITOR, ben).rekeying(ANA));

    session.add(session.change(ANA).making(Role.AUDITOR, ben));
    assertThat(session.roster().epoch()).isEqualTo(2);
  }

  @Test
  void anAuditorGetsNoWrap() {
    assertThat(session.refusalOf(session.change(ANA).making(Role.AUDITOR, ben).rekeying(ANA, ben)))
        .isEqualTo(Reason.EPOCH_MEMBER);
  }

  @Test
  void whoeverIsAnAuditorNoLongerGetsAWrap() {
    session.add(session.change(ANA).making(Role.AUDITOR, ben).rekeying(ANA));

    session.add(session.change(ANA).making(Role.VIEWER, ben).rekeying(ANA, ben));

    assertThat(session.roster().epoch(3).orElseThrow().members()).contains(ben.id());
  }

  @Test
  void theNewestChangeGuardsWhatWasDecidedBefore() {
    assertThat(session.roster().lastChange()).isEqualTo(1);

    session.add(session.change(ANA).making(Role.VIEWER, ben));
    assertThat(session.roster().lastChange()).isEqualTo(4);
    var approval = session.invite(ANA, "approval").withApproval().made();
    var carol = session.join(Device.named("carol"), approval).done();
    var hash = session.member(carol).entryHash();
    session.add(session.knock(ANA, approval, hash)).add(session.revoke(ANA, approval));
    assertThat(session.roster().lastChange()).isEqualTo(4);
    session.add(session.admit(ANA, approval, hash, Role.EDITOR));
    assertThat(session.roster().lastChange()).isEqualTo(9);
    session.move(ben, Device.named("phone")).done();
    assertThat(session.roster().lastChange()).isEqualTo(10);
    session.add(session.freeze(ANA, true));
    assertThat(session.roster().lastChange()).isEqualTo(11);
    session.add(session.end(ANA));
    assertThat(session.roster().lastChange()).isEqualTo(12);
  }
}
