package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.crypto.roster.StatementException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenesisTest {
  private static final Device MALLORY = Device.named("mallory");

  @Test
  void theSignerOfGenesisIsThePinnedHost() {
    var roster = TestSession.open().roster();

    assertThat(roster.pinnedHost()).isEqualTo(ANA.id());
    assertThat(roster.origin()).isEqualTo(TestSession.ORIGIN);
    assertThat(roster.ledgerKey()).isEqualTo(Device.named("ledger").signing().verifyingKey());
    assertThat(roster.members()).singleElement().satisfies(GenesisTest::isAnaAsHost);
  }

  private static void isAnaAsHost(Member member) {
    assertThat(member.id()).isEqualTo(ANA.id());
    assertThat(member.signingKey()).isEqualTo(ANA.signing().verifyingKey());
    assertThat(member.wrapKey()).isEqualTo(ANA.wrap().publicKey());
    assertThat(member.role()).isEqualTo(Role.HOST);
    assertThat(member.standing()).isEqualTo(Member.Standing.CONFIRMED);
    assertThat(member.invite()).isEmpty();
    assertThat(member.line()).isEqualTo(ANA.id());
  }

  @Test
  void theFirstChangeBeginsEpochOne() {
    var roster = TestSession.open().roster();

    assertThat(roster.size()).isEqualTo(2);
    assertThat(roster.epoch()).isEqualTo(1);
    assertThat(roster.epoch(1).orElseThrow().members()).containsExactly(ANA.id());
    assertThat(roster.epoch(0)).isEmpty();
    assertThat(roster.epoch(2)).isEmpty();
    assertThat(roster.nextHostNumber()).isEqualTo(2);
  }

  @Test
  void anEmptyLogHasNoHost() {
    var roster = TestSession.unopened().roster();

    assertThat(roster.size()).isZero();
    assertThat(roster.epoch()).isZero();
    assertThat(roster.logHash()).isEqualTo(StatementLog.start());
    assertThat(roster.members()).isEmpty();
    assertThatIllegalStateException().isThrownBy(roster::pinnedHost);
    assertThatIllegalStateException().isThrownBy(roster::origin);
    assertThatIllegalStateException().isThrownBy(roster::ledgerKey);
  }

  /// `join.pv` with `NO_PIN`.
  @Test
  void aHostileBrokerThatSwapsTheHostIsRefused() {
    var session = TestSession.unopened();

    assertThat(session.refusalOf(session.genesis(MALLORY, session.sid(), MALLORY.signing())))
        .isEqualTo(Reason.SESSION_NOT_PINNED);
  }

  @Test
  void aGenesisThatItsOwnKeyDidNotSignIsRefused() {
    var session = TestSession.unopened();

    assertThat(session.refusalOf(session.genesis(ANA, session.sid(), MALLORY.signing())))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void theGenesisOfAnotherSessionIsRefused() {
    var session = TestSession.unopened();
    var other = TestSession.open("other salt");

    assertThat(session.refusalOf(other.genesis())).isEqualTo(Reason.FOREIGN_SESSION);
  }

  @Test
  void aLogThatDoesNotBeginWithGenesisIsRefused() {
    var session = TestSession.unopened();

    assertThat(session.refusalOf(session.change(ANA).rekeying(ANA))).isEqualTo(Reason.OUT_OF_PLACE);
  }

  @Test
  void aSecondGenesisIsRefused() {
    var session = TestSession.open();

    assertThat(session.refusalOf(session.genesis())).isEqualTo(Reason.OUT_OF_PLACE);
  }

  @Test
  void anythingBetweenGenesisAndTheFirstChangeIsRefused() {
    var session = TestSession.unopened();
    session.add(session.genesis());

    assertThat(session.refusalOf(session.genesis())).isEqualTo(Reason.OUT_OF_PLACE);
    assertThat(session.refusalOf(session.invite(ANA, "early"))).isEqualTo(Reason.OUT_OF_PLACE);
    assertThat(session.refusalOf(session.end(ANA))).isEqualTo(Reason.OUT_OF_PLACE);
  }

  @Test
  void aFirstChangeThatDoesAnythingElseIsRefused() {
    var session = TestSession.unopened();
    session.add(session.genesis());
    var invite = InviteKeys.named("invite", session.sid());
    var ana = List.of(ANA.id());

    assertFirstChange(session, session.change(ANA));
    assertFirstChange(session, session.change(ANA).rekeying());
    assertFirstChange(session, session.change(ANA).rekeying(ANA, MALLORY));
    assertFirstChange(session, session.change(ANA).rekeying(2, ana, List.of()));
    assertFirstChange(session, session.change(ANA).rekeying(1, ana, List.of(invite.id())));
    assertFirstChange(session, session.change(ANA).rekeying(ANA).removing(MALLORY));
    assertFirstChange(session, session.change(ANA).rekeying(ANA).making(Role.EDITOR, ANA));
    assertFirstChange(session, session.change(ANA).rekeying(ANA).revoking(invite));
    assertFirstChange(session, session.change(ANA).rekeying(ANA).closing(0, 1));
  }

  private static void assertFirstChange(TestSession session, Draft draft) {
    assertThat(session.refusalOf(draft)).isEqualTo(Reason.FIRST_CHANGE);
  }
}
