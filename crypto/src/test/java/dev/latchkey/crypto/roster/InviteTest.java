package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.TestSession.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.StatementException.Reason;
import org.junit.jupiter.api.Test;

class InviteTest {
  private final TestSession session = TestSession.open();

  @Test
  void anInviteIsWhatItsHostSigned() {
    var keys = session.invite(ANA, "invite").role(Role.VIEWER).uses(3).withApproval().made();

    var invite = session.invite(keys);
    assertThat(session.roster().invites()).containsExactly(invite);
    assertThat(invite.signingKey()).isEqualTo(keys.signing().verifyingKey());
    assertThat(invite.wrapKey()).isEqualTo(keys.wrap().publicKey());
    assertThat(invite.role()).isEqualTo(Role.VIEWER);
    assertThat(invite.exp()).isEqualTo(InviteDraft.EXPIRES);
    assertThat(invite.uses()).isEqualTo(3);
    assertThat(invite.used()).isZero();
    assertThat(invite.approval()).isTrue();
    assertThat(invite.revoked()).isFalse();
    assertThat(invite.by()).isEqualTo(ANA.id());
    assertThat(invite.entry()).isEqualTo(2);
    assertThat(invite.statementHash())
        .isEqualTo(StatementEntry.parse(session.log().getLast()).hash());
    assertThat(invite.labelHash()).isEqualTo(TestSession.hash("label"));
    assertThat(invite.previewHash()).isEqualTo(TestSession.hash("preview"));
  }

  @Test
  void anInviteUnderTheIdOfAnotherKeyIsRefused() {
    var other = InviteKeys.named("other", session.sid()).id();

    assertThat(session.refusalOf(session.invite(ANA, "invite").calledAs(other)))
        .isEqualTo(Reason.INVITE_ID);
  }

  @Test
  void aLaterStatementExtendsIt() {
    var keys = session.invite(ANA, "invite").made();
    session.join(Device.named("ben"), keys).done();

    session.add(session.invite(ANA, "invite").uses(2));

    var extended = session.invite(keys);
    assertThat(session.roster().invites()).containsExactly(extended);
    assertThat(extended.uses()).isEqualTo(2);
    assertThat(extended.used()).isEqualTo(1);
    assertThat(extended.by()).isEqualTo(ANA.id());
    assertThat(extended.entry()).isEqualTo(4);
    assertThat(extended.statementHash())
        .isEqualTo(StatementEntry.parse(session.log().getLast()).hash());
  }

  @Test
  void anExtensionThatChangesWhatJoinersReliedOnIsRefused() {
    session.invite(ANA, "invite").made();

    assertDiffers(session.invite(ANA, "invite").role(Role.HOST));
    assertDiffers(session.invite(ANA, "invite").withApproval());
    assertDiffers(session.invite(ANA, "invite").wrapKey(ANA.wrap().publicKey()));
  }

  @Test
  void anExtensionByAnotherHostIsRefused() {
    var ben = session.joined(ANA, Role.HOST, "ben");
    session.invite(ANA, "invite").made();

    assertDiffers(session.invite(ben, "invite"));
  }

  @Test
  void aHostWhoMovedExtendsTheirInvites() {
    var keys = session.invite(ANA, "invite").made();
    var phone = session.move(ANA, Device.named("phone")).done();

    session.add(session.invite(phone, "invite").uses(2));

    assertThat(session.invite(keys).uses()).isEqualTo(2);
    assertThat(session.invite(keys).by()).isEqualTo(ANA.id());
  }

  @Test
  void aRevokedInviteIsNotExtended() {
    var keys = session.invite(ANA, "invite").made();
    session.add(session.revoke(ANA, keys));

    assertThat(session.invite(keys).revoked()).isTrue();
    assertThat(session.refusalOf(session.invite(ANA, "invite"))).isEqualTo(Reason.INVITE_REVOKED);
  }

  @Test
  void revokingTwiceIsRevoking() {
    var keys = session.invite(ANA, "invite").made();
    session.add(session.revoke(ANA, keys)).add(session.revoke(ANA, keys));

    assertThat(session.invite(keys).revoked()).isTrue();
  }

  @Test
  void anUnknownInviteIsNotRevoked() {
    var known = session.invite(ANA, "invite").made();
    var unknown = InviteKeys.named("unknown", session.sid());

    assertThat(session.refusalOf(session.revoke(ANA, known, unknown)))
        .isEqualTo(Reason.UNKNOWN_INVITE);
    assertThat(session.invite(known).revoked()).isFalse();
  }

  private void assertDiffers(Draft extension) {
    assertThat(session.refusalOf(extension)).isEqualTo(Reason.INVITE_DIFFERS);
  }
}
