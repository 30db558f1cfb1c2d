package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.Statement.Act;
import dev.latchkey.crypto.roster.StatementException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForkTest {
  private final TestSession session = TestSession.open();

  @Test
  void twoStatementsForOnePlaceAreAFork() {
    int place = session.roster().size();
    var other = session.freeze(ANA, true);
    session.add(session.freeze(ANA, false)).add(session.freeze(ANA, true));

    var refusal = session.refuse(other);

    assertThat(refusal.reason()).isEqualTo(Reason.FORK);
    assertThat(refusal.rival()).hasValue(place);
  }

  @Test
  void twoHostsWhoSignForOnePlaceAreAFork() {
    var ben = session.joined(ANA, Role.HOST, "ben");
    var other = session.freeze(ben, true);
    session.add(session.freeze(ANA, false));

    assertThat(session.refusalOf(other)).isEqualTo(Reason.FORK);
  }

  @Test
  void whatAHostSignedBeforeTheRemovalIsEvidenceAfterIt() {
    var invite = session.invite(ANA, "host").role(Role.HOST).made();
    var ben = session.join(Device.named("ben"), invite).done();
    var other = session.freeze(ben, true);
    session.add(session.change(ANA).removing(ben).revoking(invite).rekeying(ANA));

    assertThat(session.refusalOf(other)).isEqualTo(Reason.FORK);
  }

  @Test
  void aStatementBeforeTheSignerWasAHostIsNoFork() {
    var invite = session.invite(ANA, "host").role(Role.HOST).made();
    var ben = Device.named("ben");
    var early = session.freeze(ben, true);
    session.add(session.freeze(ANA, false)).add(session.join(ben, invite));

    assertThat(session.refusalOf(early)).isEqualTo(Reason.NOT_CURRENT);
  }

  @Test
  void theSameStatementAgainIsNoFork() {
    var freeze = session.freeze(ANA, true);
    session.add(freeze);

    assertThat(session.refuse(freeze).reason()).isEqualTo(Reason.NOT_CURRENT);
    assertThat(session.refuse(freeze).rival()).isEmpty();
  }

  @Test
  void aStatementInThePlaceOfAJoinIsNoFork() {
    var invite = session.invite(ANA, "invite").made();
    var late = session.freeze(ANA, true);
    session.join(Device.named("ben"), invite).done();

    assertThat(session.refusalOf(late)).isEqualTo(Reason.NOT_CURRENT);
  }

  @Test
  void aForgedStatementIsNoFork() {
    var forged = session.freeze(session.act(ANA), true, Device.named("mallory").signing());
    session.add(session.freeze(ANA, false));

    assertThat(session.refusalOf(forged)).isEqualTo(Reason.NOT_CURRENT);
  }

  @Test
  void aStatementByAStrangerIsNoFork() {
    var strangers = session.freeze(Device.named("mallory"), true);
    session.add(session.freeze(ANA, false));

    assertThat(session.refusalOf(strangers)).isEqualTo(Reason.NOT_CURRENT);
  }

  @Test
  void aStatementOfAnotherNumberIsNoFork() {
    var prev = session.roster().logHash();
    session.add(session.freeze(ANA, false)).add(session.freeze(ANA, true));
    var act = new Act(session.sid(), ANA.id(), 3, prev, List.of(), TreeHead.EMPTY);

    assertThat(session.refusalOf(session.freeze(act, true, ANA.signing())))
        .isEqualTo(Reason.NOT_CURRENT);
  }

  @Test
  void aStatementForAnUnknownLogIsNotCurrent() {
    var act =
        new Act(session.sid(), ANA.id(), 2, TestSession.hash("unknown"), List.of(), TreeHead.EMPTY);

    assertThat(session.refusalOf(session.freeze(act, true, ANA.signing())))
        .isEqualTo(Reason.NOT_CURRENT);
  }
}
