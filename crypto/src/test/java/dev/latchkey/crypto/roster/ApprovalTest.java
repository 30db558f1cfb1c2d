package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Member.Standing;
import dev.latchkey.crypto.roster.StatementException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovalTest {
  private static final Device BEN = Device.named("ben");
  private static final Device MALLORY = Device.named("mallory");

  private final TestSession session = TestSession.open();
  private final InviteKeys invite = session.invite(ANA, "approval").uses(2).withApproval().made();

  /// `knock.pv` with `NO_ADMIT_CHECK`.
  @Test
  void whoeverKnocksIsNotIn() {
    session.join(BEN, invite).done();
    session.add(session.freeze(ANA, false));

    assertThat(session.member(BEN).standing()).isEqualTo(Standing.PENDING);
    assertThat(session.member(BEN).active()).isFalse();
    assertThat(session.roster().roleAt(BEN.id(), 0, 1)).isEmpty();
    assertThat(session.invite(invite).used()).isEqualTo(1);
    assertThat(session.refusalOf(session.change(ANA).rekeying(ANA, BEN)))
        .isEqualTo(Reason.EPOCH_MEMBER);
  }

  @Test
  void anAdmitLetsThemIn() {
    session.join(BEN, invite).done();
    session.add(session.knock(ANA, invite, entryOf(BEN)));
    session.add(session.admit(ANA, invite, entryOf(BEN), Role.EDITOR));

    assertThat(session.member(BEN).standing()).isEqualTo(Standing.CONFIRMED);
    assertThat(session.roster().roleAt(BEN.id(), 0, 1)).hasValue(Role.EDITOR);
    session.add(session.change(ANA).rekeying(ANA, BEN));
    assertThat(session.roster().epoch(2).orElseThrow().members())
        .containsExactlyInAnyOrder(ANA.id(), BEN.id());
  }

  /// `knock.pv` with `ADMIT_MK_ONLY` and `NO_POP`: the compared entry is admitted, not a name.
  @Test
  void anAdmitHoldsForOneEntryAlone() {
    session.join(BEN, invite).done();
    session.join(MALLORY, invite).done();
    session.add(session.admit(ANA, invite, entryOf(BEN), Role.EDITOR));

    assertThat(session.member(MALLORY).standing()).isEqualTo(Standing.PENDING);
  }

  @Test
  void anAdmitOfNobodyIsRefused() {
    session.join(BEN, invite).done();
    var other = session.invite(ANA, "other").withApproval().made();

    assertNotPending(session.admit(ANA, invite, TestSession.hash("other"), Role.EDITOR));
    assertNotPending(session.admit(ANA, other, entryOf(BEN), Role.EDITOR));
    assertNotPending(session.knock(ANA, invite, TestSession.hash("other")));
    assertNotPending(session.knock(ANA, other, entryOf(BEN)));
  }

  @Test
  void whoeverIsInIsNotAdmittedAgain() {
    session.join(BEN, invite).done();
    session.add(session.admit(ANA, invite, entryOf(BEN), Role.EDITOR));
    var open = session.invite(ANA, "open").made();
    var carol = session.join(Device.named("carol"), open).done();

    assertNotPending(session.admit(ANA, invite, entryOf(BEN), Role.EDITOR));
    assertNotPending(session.knock(ANA, invite, entryOf(BEN)));
    assertNotPending(session.admit(ANA, open, entryOf(carol), Role.EDITOR));
  }

  @Test
  void aRemovedKnockIsNotAdmitted() {
    session.join(BEN, invite).done();
    session.add(session.change(ANA).removing(BEN));

    assertNotPending(session.admit(ANA, invite, entryOf(BEN), Role.EDITOR));
    assertNotPending(session.knock(ANA, invite, entryOf(BEN)));
    assertThat(session.refusalOf(session.join(BEN, invite))).isEqualTo(Reason.KEY_IN_ROSTER);
  }

  @Test
  void aDeclineLeavesTheKeyAndTheInviteAndGivesTheUseBack() {
    session.join(BEN, invite).done();
    session.join(MALLORY, invite).done();
    session.add(session.change(ANA).removing(BEN));

    assertThat(session.member(BEN).standing()).isEqualTo(Standing.REMOVED);
    assertThat(session.member(MALLORY).standing()).isEqualTo(Standing.PENDING);
    assertThat(session.roster().epoch()).isEqualTo(1);
    assertThat(session.invite(invite).revoked()).isFalse();
    assertThat(session.invite(invite).used()).isEqualTo(1);
  }

  @Test
  void theUseThatADeclineGivesBackIsForWhoeverJoinsNext() {
    session.join(BEN, invite).done();
    session.join(MALLORY, invite).done();
    var late = session.join(Device.named("late"), invite).done();
    session.add(session.change(ANA).removing(BEN));
    var next = session.join(Device.named("next"), invite).done();

    assertThat(session.member(late).standing()).isEqualTo(Standing.SURPLUS);
    assertThat(session.member(next).standing()).isEqualTo(Standing.PENDING);
  }

  @Test
  void aDeclineMayRevokeTheInviteAsWell() {
    session.join(BEN, invite).done();
    session.add(session.change(ANA).removing(BEN).revoking(invite));

    assertThat(session.invite(invite).revoked()).isTrue();
    assertThat(session.invite(invite).used()).isZero();
  }

  @Test
  void aRemovalOfSomebodyElseBesideADeclineKeepsItsRules() {
    session.join(BEN, invite).done();
    var carol = session.joined(ANA, Role.EDITOR, "carol");
    var carols = InviteKeys.named("carol's invite", session.sid());

    assertThat(session.refusalOf(session.change(ANA).removing(BEN, carol).revoking(carols)))
        .isEqualTo(Reason.KEY_UNCHANGED);
    assertThat(session.refusalOf(session.change(ANA).removing(BEN, carol).rekeying(ANA)))
        .isEqualTo(Reason.INVITE_LEFT_OPEN);
    session.add(session.change(ANA).removing(BEN, carol).revoking(carols).rekeying(ANA));
    assertThat(session.invite(invite).revoked()).isFalse();
  }

  @Test
  void whoeverWasAdmittedOrCameTooLateIsNotDeclined() {
    session.join(BEN, invite).done();
    session.join(MALLORY, invite).done();
    var late = session.join(Device.named("late"), invite).done();
    session.add(session.admit(ANA, invite, entryOf(BEN), Role.EDITOR));

    assertThat(session.refusalOf(session.change(ANA).removing(BEN)))
        .isEqualTo(Reason.KEY_UNCHANGED);
    assertThat(session.refusalOf(session.change(ANA).removing(late)))
        .isEqualTo(Reason.KEY_UNCHANGED);
    session.add(session.change(ANA).removing(BEN, late).revoking(invite).rekeying(ANA));
    assertThat(session.invite(invite).used()).isEqualTo(2);
  }

  @Test
  void anAdmitWithAnotherRoleIsRefused() {
    session.join(BEN, invite).done();

    assertThat(session.refusalOf(session.admit(ANA, invite, entryOf(BEN), Role.HOST)))
        .isEqualTo(Reason.ROLE_MISMATCH);
  }

  /// `knock.pv` with `KNOCK_MK_ONLY`: a signing key beside another wrap key is another entry.
  @Test
  void aKnockAnswersOneEntryAlone() {
    var compared = StatementEntry.parse(session.join(BEN, invite).entry()).hash();
    session.join(BEN.withWrapKeyOf(MALLORY), invite).done();

    assertNotPending(session.knock(ANA, invite, compared));
    assertNotPending(session.admit(ANA, invite, compared, Role.EDITOR));
  }

  /// `knock.pv` with `UNSIGNED_NONCE`: a broker that chooses the nonce can grind the emoji.
  @Test
  void aNonceThatNoHostSignedIsRefused() {
    session.join(BEN, invite).done();
    var signed = session.knock(ANA, invite, entryOf(BEN));
    var mallorys =
        Forgery.of(signed, MALLORY.signing())
            .edit(json -> json.put("nonce", "AAAAAAAAAAAAAAAAAAAAAA"))
            .entry();

    assertThat(session.refusalOf(mallorys)).isEqualTo(Reason.BAD_SIGNATURE);
    assertThat(session.refusalOf(session.knock(MALLORY, invite, entryOf(BEN))))
        .isEqualTo(Reason.NOT_HOST);
  }

  /// `knock.pv` with `NONCE_FIRST`: the keys are fixed before a nonce is known, and there is one.
  @Test
  void oneEntryIsAnsweredByOneKnock() {
    assertNotPending(
        session.knock(ANA, invite, StatementEntry.parse(session.join(BEN, invite).entry()).hash()));

    session.join(BEN, invite).done();
    session.join(MALLORY, invite).done();
    session.add(session.knock(ANA, invite, entryOf(BEN)));

    assertThat(session.refusalOf(session.knock(ANA, invite, entryOf(BEN))))
        .isEqualTo(Reason.KNOCKED_ALREADY);
    session.add(session.knock(ANA, invite, entryOf(MALLORY)));
  }

  @Test
  void aKnockTooManyIsSurplus() {
    session.join(BEN, invite).done();
    session.join(MALLORY, invite).done();
    var carol = session.join(Device.named("carol"), invite).done();

    assertThat(session.member(carol).standing()).isEqualTo(Standing.SURPLUS);
    assertNotPending(session.admit(ANA, invite, entryOf(carol), Role.EDITOR));
  }

  @Test
  void anApprovalInviteGetsNoWrap() {
    var toTheInvite = session.change(ANA).rekeying(2, List.of(ANA.id()), List.of(invite.id()));

    assertThat(session.refusalOf(toTheInvite)).isEqualTo(Reason.EPOCH_INVITE);
  }

  private Bytes entryOf(Device device) {
    return session.member(device).entryHash();
  }

  private void assertNotPending(String entry) {
    assertThat(session.refusalOf(entry)).isEqualTo(Reason.NOT_PENDING);
  }
}
