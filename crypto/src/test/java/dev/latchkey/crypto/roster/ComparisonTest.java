package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.StatementException.Reason;
import org.junit.jupiter.api.Test;

/// Members say with whom they compared the emoji, and for whom it did not match.
class ComparisonTest {
  private static final Device MALLORY = Device.named("mallory");

  private final TestSession session = TestSession.open();
  private final Device ben = session.joined(ANA, Role.EDITOR, "ben");
  private final Device carol = session.joined(ANA, Role.EDITOR, "carol");

  @Test
  void theNewestAboutEachOtherOneCounts() {
    session.add(session.compared(ben, ANA).differing());
    session.add(session.compared(ben, carol));
    session.add(session.compared(ben, ANA));

    assertThat(session.roster().comparisons())
        .containsExactly(
            new Comparison(ben.id(), carol.id(), true, 7),
            new Comparison(ben.id(), ANA.id(), true, 8));
  }

  @Test
  void eachSaysItForItselfInTheOrderOfTheLog() {
    session.add(session.compared(carol, ANA));
    session.add(session.compared(ben, ANA));
    session.add(session.compared(ANA, ben).differing());

    assertThat(session.roster().comparisons())
        .containsExactly(
            new Comparison(carol.id(), ANA.id(), true, 6),
            new Comparison(ben.id(), ANA.id(), true, 7),
            new Comparison(ANA.id(), ben.id(), false, 8));
  }

  @Test
  void itGivesAndTakesNoRight() {
    var before = session.roster();
    session.add(session.compared(ben, carol).differing());

    assertThat(session.roster().lastChange()).isEqualTo(before.lastChange());
    assertThat(session.roster().members()).containsExactlyElementsOf(before.members());
    assertThat(session.roster().nextHostNumber()).isEqualTo(before.nextHostNumber());
  }

  /// Else a hostile broker turns a mismatch into the match that was said before it.
  @Test
  void whatWasSaidEarlierCannotBeRepeated() {
    var match = session.compared(ben, ANA).entry();
    session.add(match).add(session.compared(ben, ANA).differing());

    assertThat(session.refusalOf(match)).isEqualTo(Reason.WRONG_NUMBER);
    assertThat(session.refusalOf(session.compared(ben, ANA).numbered(0)))
        .isEqualTo(Reason.WRONG_NUMBER);
    assertThat(session.refusalOf(session.compared(ben, ANA).numbered(4)))
        .isEqualTo(Reason.WRONG_NUMBER);
    session.add(session.compared(ben, ANA).numbered(3));
  }

  @Test
  void theNextHostStatementCoversIt() {
    var uncovering = session.freeze(ANA, false);
    session.add(session.compared(ben, carol));

    assertThat(session.refusalOf(uncovering)).isEqualTo(Reason.NOT_CURRENT);
    session.add(session.freeze(ANA, false));
  }

  @Test
  void aMovedDeviceIsNamedByItsMove() {
    var joined = session.member(ben).entryHash();
    var phone = session.move(ben, Device.named("phone")).done();

    assertThat(session.refusalOf(session.compared(carol, phone).naming(joined)))
        .isEqualTo(Reason.UNKNOWN_MEMBER);
    session.add(session.compared(carol, phone));
    assertThat(session.refusalOf(session.compared(carol, ben))).isEqualTo(Reason.UNKNOWN_MEMBER);
    assertThat(session.refusalOf(session.compared(ben, carol))).isEqualTo(Reason.UNKNOWN_MEMBER);
  }

  @Test
  void onlyItsSignerSaysIt() {
    assertThat(session.refusalOf(session.compared(ben, ANA).byKey(carol.signing())))
        .isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(session.refusalOf(session.compared(MALLORY, ANA))).isEqualTo(Reason.UNKNOWN_MEMBER);
  }

  @Test
  void onlyWhoIsInComparesAndIsCompared() {
    var approval = session.invite(ANA, "approval").withApproval().made();
    session.join(MALLORY, approval).done();

    assertThat(session.refusalOf(session.compared(MALLORY, ANA))).isEqualTo(Reason.NOT_ACTIVE);
    assertThat(session.refusalOf(session.compared(ANA, MALLORY))).isEqualTo(Reason.UNKNOWN_MEMBER);
  }

  @Test
  void nobodyComparesWithThemselves() {
    assertThat(session.refusalOf(session.compared(ben, ben))).isEqualTo(Reason.UNKNOWN_MEMBER);
  }

  @Test
  void aComparisonNamesTheVeryEntry() {
    var carols = session.member(carol).entryHash();

    assertThat(session.refusalOf(session.compared(ben, ANA).naming(carols)))
        .isEqualTo(Reason.UNKNOWN_MEMBER);
  }

  @Test
  void oneMemberSaysItAtMostSixtyFourTimes() {
    for (int i = 0; i < 64; i++) {
      session.add(session.compared(ben, i % 2 == 0 ? ANA : carol));
    }

    assertThat(session.refusalOf(session.compared(ben, ANA))).isEqualTo(Reason.TOO_MANY_COMPARED);
    session.add(session.compared(carol, ANA));
  }

  @Test
  void aRemovalLeavesWhatWasSaid() {
    var carols = InviteKeys.named("carol's invite", session.sid());
    session.add(session.compared(ben, carol));
    session.add(session.change(ANA).removing(carol).revoking(carols).rekeying(ANA, ben));

    assertThat(session.roster().comparisons())
        .containsExactly(new Comparison(ben.id(), carol.id(), true, 6));
  }
}
