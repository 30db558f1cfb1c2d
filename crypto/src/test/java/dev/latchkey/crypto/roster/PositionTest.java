package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.StatementException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The place of a frame follows from the closing heads that a host signed.
class PositionTest {
  private final TestSession session = TestSession.open();
  private final InviteKeys invite = session.invite(ANA, "invite").made();
  private final Device ben = session.join(Device.named("ben"), invite).done();

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "0, 10, 1", "0, 11, 2", "0, 20, 2", "0, 21, 3", "7, 1, 2", "7, 4, 2"})
  void theEpochOfAFrameEndsAtTheClosingHead(int channel, long seq, int epoch) {
    session.add(session.change(ANA).rekeying(ANA, ben).closing(0, 10));
    session.add(session.change(ANA).rekeying(ANA, ben).closing(0, 20).closing(7, 4));

    assertThat(session.roster().epochAt(channel, seq)).isEqualTo(epoch);
  }

  @Test
  void beforeTheFirstEpochThereIsNone() {
    assertThat(TestSession.unopened().roster().epochAt(0, 1)).isZero();
  }

  @Test
  void aHostHasItsRoleFromTheGenesisOn() {
    var unkeyed = TestSession.unopened();
    unkeyed.add(unkeyed.genesis());

    assertThat(unkeyed.roster().roleAt(ANA.id(), 0, 1)).hasValue(Role.HOST);
  }

  /// `remove.pv` with `NO_CLOSING_HEAD`: what a removed member signs later with the old key.
  @Test
  void aRemovedMembersFramesCountUpToTheClosingHead() {
    session.add(session.change(ANA).removing(ben).revoking(invite).rekeying(ANA).closing(0, 10));

    assertThat(session.roster().roleAt(ben.id(), 0, 10)).hasValue(Role.EDITOR);
    assertThat(session.roster().roleAt(ben.id(), 0, 11)).isEmpty();
    assertThat(session.roster().roleAt(ben.id(), 7, 1)).isEmpty();
  }

  /// `order.pv`: a frame is judged by the role of its place, not by one shown last.
  @Test
  void aDemotedMembersFramesCountUpToTheClosingHead() {
    session.add(session.change(ANA).making(Role.VIEWER, ben).closing(0, 10));
    session.add(session.change(ANA).making(Role.EDITOR, ben).closing(0, 20));

    assertThat(session.roster().roleAt(ben.id(), 0, 10)).hasValue(Role.EDITOR);
    assertThat(session.roster().roleAt(ben.id(), 0, 11)).hasValue(Role.VIEWER);
    assertThat(session.roster().roleAt(ben.id(), 0, 20)).hasValue(Role.VIEWER);
    assertThat(session.roster().roleAt(ben.id(), 0, 21)).hasValue(Role.EDITOR);
  }

  @Test
  void framesFromBeforeSomebodyJoinedAreNotTheirs() {
    session.add(session.change(ANA).rekeying(ANA, ben).closing(0, 10));
    var carol = session.joined(ANA, Role.EDITOR, "carol");

    assertThat(session.roster().roleAt(carol.id(), 0, 10)).isEmpty();
    assertThat(session.roster().roleAt(carol.id(), 0, 11)).hasValue(Role.EDITOR);
  }

  @Test
  void aKnockCountsFromWhenItWasAdmitted() {
    var approval = session.invite(ANA, "approval").withApproval().made();
    var carol = session.join(Device.named("carol"), approval).done();
    session.add(session.change(ANA).rekeying(ANA, ben).closing(0, 10));
    var hash = session.member(carol).entryHash();
    session.add(session.admit(ANA, approval, hash, Role.EDITOR));

    assertThat(session.roster().roleAt(carol.id(), 0, 10)).isEmpty();
    assertThat(session.roster().roleAt(carol.id(), 0, 11)).hasValue(Role.EDITOR);
  }

  @Test
  void bothDevicesOfAMoveCountUntilTheNextChange() {
    session.add(session.change(ANA).rekeying(ANA, ben).closing(0, 10));
    var phone = session.move(ben, Device.named("phone")).done();
    session.add(session.change(ANA).rekeying(ANA, phone).closing(0, 20));

    assertThat(session.roster().roleAt(ben.id(), 0, 20)).hasValue(Role.EDITOR);
    assertThat(session.roster().roleAt(ben.id(), 0, 21)).isEmpty();
    assertThat(session.roster().roleAt(phone.id(), 0, 10)).isEmpty();
    assertThat(session.roster().roleAt(phone.id(), 0, 11)).hasValue(Role.EDITOR);
    assertThat(session.roster().roleAt(phone.id(), 0, 21)).hasValue(Role.EDITOR);
  }

  /// `join.pv` with `NO_ROLECHECK`: readers ask for the role, and a viewer's is no other.
  @Test
  void aViewerIsAViewerWhereverItsFrameStands() {
    var carol = session.joined(ANA, Role.VIEWER, "carol");
    session.add(session.change(ANA).rekeying(ANA, ben, carol).closing(0, 10));

    assertThat(session.roster().roleAt(carol.id(), 0, 1)).hasValue(Role.VIEWER);
    assertThat(session.roster().roleAt(carol.id(), 0, 11)).hasValue(Role.VIEWER);
  }

  @Test
  void aStrangerHasNoRole() {
    assertThat(session.roster().roleAt(Device.named("stranger").id(), 0, 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9})
  void aChannelThatClosesEarlierThanItDidIsRefused(long head) {
    session.add(session.change(ANA).closing(0, 10));

    assertThat(session.refusalOf(session.change(ANA).closing(0, head)))
        .isEqualTo(Reason.CLOSING_HEADS);
  }

  @Test
  void aChannelThatIsNotClosedAnyMoreIsRefused() {
    session.add(session.change(ANA).closing(0, 10).closing(7, 4));

    assertThat(session.refusalOf(session.change(ANA).closing(0, 10)))
        .isEqualTo(Reason.CLOSING_HEADS);
  }

  @Test
  void aChannelThatClosesWithAnotherHistoryIsRefused() {
    session.add(session.change(ANA).closing(0, 10));

    assertThat(
            session.refusalOf(
                session.change(ANA).closing(new ChannelHead(0, 10, TestSession.hash("other")))))
        .isEqualTo(Reason.CLOSING_HEADS);
    assertThat(
            session.refusalOf(
                session
                    .change(ANA)
                    .closing(0, 10)
                    .closing(new ChannelHead(7, 0, TestSession.hash("other")))))
        .isEqualTo(Reason.CLOSING_HEADS);
  }

  @Test
  void aChannelMayStayWhereItIs() {
    session.add(session.change(ANA).closing(0, 10));

    session.add(session.change(ANA).closing(0, 10).closing(ChannelHead.start(7)));
    session.add(session.change(ANA).closing(0, 11));

    assertThat(session.roster().size()).isEqualTo(7);
  }
}
