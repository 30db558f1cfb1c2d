package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.Member.Standing;
import dev.latchkey.crypto.roster.StatementException.Reason;
import org.junit.jupiter.api.Test;

class JoinTest {
  private static final Device BEN = Device.named("ben");
  private static final Device CAROL = Device.named("carol");
  private static final Device MALLORY = Device.named("mallory");

  private final TestSession session = TestSession.open();

  @Test
  void aJoinerGetsTheRoleThatTheHostSigned() {
    var invite = session.invite(ANA, "invite").role(Role.VIEWER).made();
    session.join(BEN, invite).done();

    var ben = session.member(BEN);
    assertThat(ben.role()).isEqualTo(Role.VIEWER);
    assertThat(ben.standing()).isEqualTo(Standing.NEW);
    assertThat(ben.signingKey()).isEqualTo(BEN.signing().verifyingKey());
    assertThat(ben.wrapKey()).isEqualTo(BEN.wrap().publicKey());
    assertThat(ben.invite()).hasValue(invite.id());
    assertThat(ben.line()).isEqualTo(BEN.id());
    assertThat(ben.entry()).isEqualTo(3);
    assertThat(ben.entryHash()).isEqualTo(StatementEntry.parse(session.log().getLast()).hash());
    assertThat(session.invite(invite).used()).isEqualTo(1);
  }

  @Test
  void aHostileBrokerThatRaisesTheRoleIsRefused() {
    var invite = session.invite(ANA, "invite").role(Role.VIEWER).made();

    assertThat(session.refusalOf(session.join(MALLORY, invite).as(Role.EDITOR)))
        .isEqualTo(Reason.ROLE_MISMATCH);
  }

  @Test
  void anInviteThatNoHostSignedLetsNobodyIn() {
    var invented = InviteKeys.named("invented", session.sid());

    assertThat(session.refusalOf(session.join(MALLORY, invented))).isEqualTo(Reason.UNKNOWN_INVITE);
  }

  /// `evade.pv` and `join.pv` with `NO_POP`: else the next key goes to the attacker, under Ben's
  /// name.
  @Test
  void anInviteeWhoListsSomebodyElsesKeyIsRefused() {
    var mallorys = session.invite(ANA, "mallory's").made();
    var disguise = BEN.withWrapKeyOf(MALLORY);

    assertThat(session.refusalOf(session.join(disguise, mallorys).byDeviceKey(mallorys.signing())))
        .isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(session.refusalOf(session.join(disguise, mallorys).byDeviceKey(MALLORY.signing())))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  /// `join.pv` with `NO_WK`.
  @Test
  void aHostileBrokerThatSwapsTheWrapKeyIsRefused() {
    var invite = session.invite(ANA, "invite").made();
    var signed = session.join(BEN, invite).entry().split("~");
    var swapped = session.join(BEN.withWrapKeyOf(MALLORY), invite).entry().split("~");

    assertThat(
            session.refusalOf(
                withSignatureOf(signed[0], swapped[0])
                    + "~"
                    + withSignatureOf(signed[1], swapped[1])))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  private static String withSignatureOf(String signed, String text) {
    return text.substring(0, text.lastIndexOf('.')) + signed.substring(signed.lastIndexOf('.'));
  }

  @Test
  void aDeviceWithoutTheLinkIsRefused() {
    var invite = session.invite(ANA, "invite").made();

    assertThat(session.refusalOf(session.join(MALLORY, invite).byInviteKey(MALLORY.signing())))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void theLinkOfAnotherInviteIsRefused() {
    var viewers = session.invite(ANA, "viewers").role(Role.VIEWER).made();
    var hosts = session.invite(ANA, "hosts").role(Role.HOST).made();

    assertThat(session.refusalOf(session.join(MALLORY, hosts).byInviteKey(viewers.signing())))
        .isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void eachSignatureNamesItsKey() {
    var invite = session.invite(ANA, "invite").made();
    var join = Forgery.of(session.join(BEN, invite).entry(), invite.signing(), BEN.signing());
    var iid = invite.id().value();
    var mid = BEN.id().value();

    assertThat(session.refusalOf(join.kids(mid, mid).entry())).isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(session.refusalOf(join.kids(iid, iid).entry())).isEqualTo(Reason.BAD_SIGNATURE);
    session.add(join.kids(iid, mid).entry());
    assertThat(session.member(BEN).standing()).isEqualTo(Standing.NEW);
  }

  @Test
  void aRevokedInviteLetsNobodyIn() {
    var invite = session.invite(ANA, "invite").made();
    session.add(session.revoke(ANA, invite));

    assertThat(session.refusalOf(session.join(BEN, invite))).isEqualTo(Reason.INVITE_REVOKED);
  }

  @Test
  void nothingIsSaidAboutAnInviteToWhoeverLacksItsKey() {
    var invite = session.invite(ANA, "invite").made();
    session.add(session.revoke(ANA, invite));
    var stranger = session.join(MALLORY, invite).byInviteKey(MALLORY.signing()).as(Role.HOST);

    assertThat(session.refusalOf(stranger)).isEqualTo(Reason.BAD_SIGNATURE);
  }

  @Test
  void aJoinByAnOlderStatementOfTheInviteIsRefused() {
    var invite = session.invite(ANA, "invite").made();
    var seen = session.invite(invite).statementHash();
    session.add(session.invite(ANA, "invite").uses(2));

    assertThat(session.refusalOf(session.join(BEN, invite).seeing(seen)))
        .isEqualTo(Reason.INVITE_CHANGED);
  }

  @Test
  void aJoinThatWasSignedForAnotherBrokerIsRefused() {
    var invite = session.invite(ANA, "invite").made();

    assertThat(session.refusalOf(session.join(BEN, invite).at("https://evil.example")))
        .isEqualTo(Reason.FOREIGN_ORIGIN);
  }

  @Test
  void oneDeviceDoesNotJoinTwice() {
    var invite = session.invite(ANA, "invite").uses(2).made();
    session.join(BEN, invite).done();

    assertThat(session.refusalOf(session.join(BEN, invite))).isEqualTo(Reason.KEY_IN_ROSTER);
    assertThat(session.refusalOf(session.join(BEN.withWrapKeyOf(CAROL), invite)))
        .isEqualTo(Reason.KEY_IN_ROSTER);
    assertThat(session.refusalOf(session.join(CAROL.withWrapKeyOf(BEN), invite)))
        .isEqualTo(Reason.KEY_IN_ROSTER);
    assertThat(session.refusalOf(session.join(ANA, invite))).isEqualTo(Reason.KEY_IN_ROSTER);
  }

  @Test
  void aRemovedDeviceDoesNotComeBack() {
    var first = session.invite(ANA, "first").made();
    session.join(BEN, first).done();
    session.add(session.change(ANA).removing(BEN).revoking(first).rekeying(ANA));
    var second = session.invite(ANA, "second").made();

    assertThat(session.refusalOf(session.join(BEN, second))).isEqualTo(Reason.KEY_IN_ROSTER);
  }

  /// `link.pv` with `NO_ROSTER_IN_EPOCH`: a used-up link makes no ghost.
  @Test
  void aHostileBrokerThatTakesAJoinTooManyMakesNoMember() {
    var invite = session.invite(ANA, "invite").made();
    session.join(BEN, invite).done();
    session.join(MALLORY, invite).done();
    session.add(session.freeze(ANA, false));

    assertThat(session.member(BEN).standing()).isEqualTo(Standing.CONFIRMED);
    assertThat(session.member(MALLORY).standing()).isEqualTo(Standing.SURPLUS);
    assertThat(session.member(MALLORY).active()).isFalse();
    assertThat(session.roster().roleAt(MALLORY.id(), 0, 1)).isEmpty();
    assertThat(session.invite(invite).used()).isEqualTo(1);
    assertThat(session.refusalOf(session.change(ANA).rekeying(ANA, BEN, MALLORY)))
        .isEqualTo(Reason.EPOCH_MEMBER);
  }

  @Test
  void aSurplusMemberTakesNoUseOfAnExtension() {
    var invite = session.invite(ANA, "invite").made();
    session.join(BEN, invite).done();
    session.join(MALLORY, invite).done();
    session.add(session.invite(ANA, "invite").uses(2));
    session.join(CAROL, invite).done();

    assertThat(session.member(MALLORY).standing()).isEqualTo(Standing.SURPLUS);
    assertThat(session.member(CAROL).standing()).isEqualTo(Standing.NEW);
    assertThat(session.invite(invite).used()).isEqualTo(2);
  }
}
