package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static dev.latchkey.crypto.roster.TestSession.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.StatementException.Reason;
import org.junit.jupiter.api.Test;

/// While a session is frozen, only hosts write; which frames that are, no broker decides.
class FreezeTest {
  private final TestSession session = TestSession.open();
  private final Device ben = session.joined(ANA, Role.EDITOR, "ben");
  private final Device carol = session.joined(ANA, Role.HOST, "carol");

  @Test
  void aFreezeLastsUntilItIsTakenBack() {
    session.add(session.freeze(ANA, true));
    assertThat(session.roster().frozen()).isTrue();

    session.add(session.freeze(carol, false));
    assertThat(session.roster().frozen()).isFalse();
  }

  @Test
  void anEditorsFramesCountUpToTheFreezeAndAfterTheThaw() {
    session.add(session.freeze(ANA, true, head(0, 10)));
    session.add(session.freeze(ANA, false, head(0, 20)));

    assertThat(session.roster().roleAt(ben.id(), 0, 10)).hasValue(Role.EDITOR);
    assertThat(session.roster().roleAt(ben.id(), 0, 11)).hasValue(Role.VIEWER);
    assertThat(session.roster().roleAt(ben.id(), 0, 20)).hasValue(Role.VIEWER);
    assertThat(session.roster().roleAt(ben.id(), 0, 21)).hasValue(Role.EDITOR);
  }

  @Test
  void hostsWriteAlsoWhileFrozen() {
    session.add(session.freeze(ANA, true, head(0, 10)));

    assertThat(session.roster().roleAt(ANA.id(), 0, 11)).hasValue(Role.HOST);
    assertThat(session.roster().roleAt(carol.id(), 0, 11)).hasValue(Role.HOST);
  }

  @Test
  void aChangeDoesNotEndIt() {
    session.add(session.freeze(ANA, true, head(0, 10)));
    var carols = InviteKeys.named("carol's invite", session.sid());
    session.add(session.change(ANA).making(Role.EDITOR, carol).revoking(carols).closing(0, 15));

    assertThat(session.roster().frozen()).isTrue();
    assertThat(session.roster().roleAt(carol.id(), 0, 15)).hasValue(Role.HOST);
    assertThat(session.roster().roleAt(carol.id(), 0, 16)).hasValue(Role.VIEWER);
  }

  @Test
  void whoJoinsMeanwhileWritesOnlyAfterIt() {
    session.add(session.freeze(ANA, true, head(0, 10)));
    var dora = session.joined(ANA, Role.EDITOR, "dora");
    session.add(session.freeze(ANA, false, head(0, 10)));

    assertThat(session.roster().roleAt(dora.id(), 0, 10)).isEmpty();
    assertThat(session.roster().roleAt(dora.id(), 0, 11)).hasValue(Role.EDITOR);
  }

  @Test
  void aSecondFreezeChangesNothingButWhereChannelsClose() {
    session.add(session.freeze(ANA, true, head(0, 10)));
    session.add(session.freeze(carol, true, head(0, 12)));

    assertThat(session.roster().frozen()).isTrue();
    assertThat(session.roster().roleAt(ben.id(), 0, 11)).hasValue(Role.VIEWER);
    assertThat(session.roster().roleAt(ben.id(), 0, 13)).hasValue(Role.VIEWER);
  }

  @Test
  void theKeyStaysAsItIs() {
    session.add(session.freeze(ANA, true, head(0, 10)));

    assertThat(session.roster().epoch()).isEqualTo(1);
    assertThat(session.roster().epochAt(0, 11)).isEqualTo(1);
  }

  @Test
  void aFreezeClosesNoChannelEarlierThanItClosed() {
    session.add(session.change(ANA).closing(0, 10));

    assertThat(session.refusalOf(session.freeze(ANA, true, head(0, 9))))
        .isEqualTo(Reason.CLOSING_HEADS);
    assertThat(session.refusalOf(session.freeze(ANA, true))).isEqualTo(Reason.CLOSING_HEADS);
    session.add(session.freeze(ANA, true, head(0, 10)));
  }

  @Test
  void nothingClosesEarlierThanAFreezeClosedIt() {
    session.add(session.freeze(ANA, true, head(0, 10)));

    assertThat(session.refusalOf(session.change(ANA).closing(0, 9)))
        .isEqualTo(Reason.CLOSING_HEADS);
    assertThat(session.refusalOf(session.freeze(ANA, false, head(0, 9))))
        .isEqualTo(Reason.CLOSING_HEADS);
  }

  @Test
  void onlyHostsFreeze() {
    assertThat(session.refusalOf(session.freeze(ben, true))).isEqualTo(Reason.NOT_HOST);
  }
}
