package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Statement.Act;
import dev.latchkey.crypto.roster.StatementException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostStatementTest {
  private static final Device MALLORY = Device.named("mallory");

  private final TestSession session = TestSession.open();

  /// `cohost.pv` with `ANY_MEMBER`: else an editor makes editors, and hosts.
  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"EDITOR", "VIEWER", "AUDITOR"})
  void aHostileBrokerThatTakesInvitesFromAnyMemberIsRefused(Role role) {
    var ben = session.joined(ANA, role, "ben");

    assertThat(session.refusalOf(session.invite(ben, "ben's"))).isEqualTo(Reason.NOT_HOST);
  }

  @Test
  void anInvitedHostMaySpeak() {
    var ben = session.joined(ANA, Role.HOST, "ben");
    var carol = session.joined(ben, Role.EDITOR, "carol");

    assertThat(session.member(carol).role()).isEqualTo(Role.EDITOR);
  }

  @Test
  void aStrangerIsRefused() {
    assertThat(session.refusalOf(session.invite(MALLORY, "mallory's"))).isEqualTo(Reason.NOT_HOST);
  }

  @Test
  void aHostWhoWaitsForApprovalMayNotSpeak() {
    var invite = session.invite(ANA, "approval").role(Role.HOST).withApproval().made();
    var ben = session.join(Device.named("ben"), invite).done();

    assertThat(session.refusalOf(session.invite(ben, "ben's"))).isEqualTo(Reason.NOT_HOST);
  }

  @Test
  void aHostBeyondTheUsesOfTheInviteMayNotSpeak() {
    var invite = session.invite(ANA, "single").role(Role.HOST).made();
    session.join(Device.named("ben"), invite).done();
    var carol = session.join(Device.named("carol"), invite).done();

    assertThat(session.refusalOf(session.invite(carol, "carol's"))).isEqualTo(Reason.NOT_HOST);
  }

  @Test
  void aRemovedHostMayNotSpeakAnyMore() {
    var invite = session.invite(ANA, "host").role(Role.HOST).made();
    var ben = session.join(Device.named("ben"), invite).done();
    session.add(session.change(ANA).removing(ben).revoking(invite).rekeying(ANA));

    assertThat(session.refusalOf(session.invite(ben, "ben's"))).isEqualTo(Reason.NOT_HOST);
  }

  @Test
  void aDemotedHostMayNotSpeakAnyMore() {
    var ben = session.joined(ANA, Role.HOST, "ben");
    var bens = InviteKeys.named("ben's invite", session.sid());
    session.add(session.change(ANA).making(Role.EDITOR, ben).revoking(bens));

    assertThat(session.refusalOf(session.invite(ben, "ben's"))).isEqualTo(Reason.NOT_HOST);
  }

  @Test
  void anotherKeyUnderTheHostsNameIsRefused() {
    assertThat(session.refusalOf(session.freeze(session.act(ANA), true, MALLORY.signing())))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  /// `cohost.pv` and `join.pv` with `NO_SID`: one device hosts two sessions.
  @Test
  void aHostileBrokerThatShowsAStatementOfAnotherSessionIsRefused() {
    var other = TestSession.open("other salt");

    assertThat(session.refusalOf(other.invite(ANA, "other"))).isEqualTo(Reason.FOREIGN_SESSION);
  }

  /// `order.pv` with `NO_ORDER`: else a demoted member gets the old role back.
  @Test
  void aHostileBrokerThatRepeatsAnOldStatementIsRefused() {
    var ben = session.joined(ANA, Role.EDITOR, "ben");
    var promotion = session.change(ANA).making(Role.HOST, ben).entry();
    session.add(promotion).add(session.change(ANA).making(Role.VIEWER, ben));

    assertThat(session.refusalOf(promotion)).isEqualTo(Reason.NOT_CURRENT);
  }

  @Test
  void aHostileBrokerThatHidesAHostStatementIsRefused() {
    var invite = session.invite(ANA, "invite").made();
    var revoked = TestSession.open();
    revoked.add(session.log().getLast()).add(revoked.revoke(ANA, invite));
    var afterRevoke = revoked.freeze(ANA, true);

    assertThat(session.refusalOf(afterRevoke)).isEqualTo(Reason.NOT_CURRENT);
  }

  @Test
  void aHostileBrokerThatHidesAJoinIsRefused() {
    var invite = session.invite(ANA, "invite").made();
    var joined = TestSession.open().add(session.log().getLast());
    joined.join(Device.named("ben"), invite).done();
    var afterJoin = joined.freeze(ANA, true);

    assertThat(session.refusalOf(afterJoin)).isEqualTo(Reason.NOT_CURRENT);
  }

  @Test
  void aHostileBrokerThatSlipsInAJoinIsRefused() {
    var invite = session.invite(ANA, "invite").made();
    var next = session.freeze(ANA, true);
    session.join(Device.named("ben"), invite).done();

    assertThat(session.refusalOf(next)).isEqualTo(Reason.NOT_CURRENT);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3, 1L << 40})
  void aGapOrRepetitionInTheNumbersIsRefused(long number) {
    assertThat(session.refusalOf(session.freeze(numbered(number), true, ANA.signing())))
        .isEqualTo(Reason.WRONG_NUMBER);
  }

  @Test
  void theNextNumberIsTwo() {
    session.add(session.freeze(numbered(2), true, ANA.signing()));

    assertThat(session.roster().frozen()).isTrue();
  }

  @Test
  void aHostStatementConfirmsWhoeverItCovers() {
    var ben = session.joined(ANA, Role.EDITOR, "ben");
    assertThat(session.member(ben).standing()).isEqualTo(Member.Standing.NEW);

    session.add(session.freeze(ANA, false));

    assertThat(session.member(ben).standing()).isEqualTo(Member.Standing.CONFIRMED);
  }

  @Test
  void nothingIsFoldedAfterTheEnd() {
    assertThat(session.roster().ended()).isFalse();
    session.add(session.end(ANA));

    assertThat(session.roster().ended()).isTrue();
    assertThat(session.refusalOf(session.freeze(ANA, true))).isEqualTo(Reason.ENDED);
  }

  private Act numbered(long number) {
    Bytes prev = session.roster().logHash();
    return new Act(session.sid(), ANA.id(), number, prev, List.of(), TreeHead.EMPTY);
  }
}
