package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementWriter;
import dev.latchkey.crypto.sign.SigningKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinTest {
  private TestBroker broker;
  private HostDevice host;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aSecondDeviceIsToldThatTheInviteIsUsedAndTheHostSeesTheTry() {
    var invite = host.invite(Role.EDITOR);
    broker.guest().join(invite).require(201);

    var second = broker.guest().join(invite);

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("invite_used");
    assertThat(host.follow().members()).hasSize(2);
    var listed = host.listed(invite);
    assertThat(listed.get("used").asInt()).isEqualTo(1);
    assertThat(listed.get("failed").asInt()).isEqualTo(1);
    assertThat(listed.get("lastFailedAt").asLong())
        .isEqualTo(broker.clock().instant().getEpochSecond());
    assertThat(listed.get("state").asText()).isEqualTo("used");
  }

  @Test
  void theSameDeviceMayRepeatItsJoinAndIsTheSameMember() {
    var invite = host.invite(Role.EDITOR);
    var guest = broker.guest();
    var statement = guest.statement(invite);
    var first = guest.join(invite, guest.token(invite), statement).require(201);

    var again = guest.join(invite, "", statement).require(201);
    var withFreshChallenge = guest.join(invite, "", guest.statement(invite)).require(201);

    assertThat(again.get("mid")).isEqualTo(first.get("mid"));
    assertThat(again.json().get("wraps")).isEqualTo(first.json().get("wraps"));
    assertThat(withFreshChallenge.get("mid")).isEqualTo(first.get("mid"));
    assertThat(host.follow().members()).hasSize(2);
    assertThat(host.listed(invite).get("used").asInt()).isEqualTo(1);
    assertThat(host.listed(invite).get("failed").asInt()).isZero();
    guest.append(0, "still in").require(201);
  }

  @Test
  void aDeviceOfAnotherKeyPairCannotRepeatAJoin() {
    var invite = host.invite(Role.EDITOR);
    var guest = broker.guest();
    guest.join(invite).require(201);
    var thief = broker.guest();
    var claim = guest.claim(invite, thief.challenge(invite.session(), invite.id()));
    var stolen = StatementWriter.write(claim, invite.signingKey(), thief.signingKey());

    var answer = thief.join(invite, "", stolen);

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void aDeviceThatIsInRepeatsItsOwnJoinAndNoOther() {
    var invite = host.invite(Role.EDITOR, 3, Duration.ofDays(1));
    var other = host.invite(Role.EDITOR);
    var guest = broker.guest();
    var token = guest.token(invite);
    var challenge = guest.challenge(invite.session(), invite.id());
    guest
        .join(invite, token, guest.sign(guest.claim(invite, challenge), invite.signingKey()))
        .require(201);

    var byAnother = guest.join(other);
    var withOldChallenge =
        guest.join(invite, token, guest.sign(guest.claim(invite, challenge), invite.signingKey()));
    var withOtherKey =
        guest.join(invite, token, guest.sign(withOtherWrapKey(guest, invite), invite.signingKey()));

    assertThat(byAnother.status()).isEqualTo(404);
    assertThat(withOldChallenge.status()).isEqualTo(404);
    assertThat(withOtherKey.status()).isEqualTo(404);
    assertThat(host.listed(other).get("used").asInt()).isZero();
  }

  private Statement.Join withOtherWrapKey(GuestDevice guest, TestInvite invite) {
    var honest = guest.claim(invite, guest.challenge(invite.session(), invite.id()));
    return new Statement.Join(
        honest.sid(),
        honest.iid(),
        honest.invite(),
        honest.role(),
        honest.signingKey(),
        broker.guest().publicKeys().wrapKey(),
        honest.origin(),
        honest.challenge(),
        honest.name());
  }

  @Test
  void aChallengeIsForItsInviteAlone() {
    var invite = host.invite(Role.EDITOR);
    var other = host.invite(Role.EDITOR);
    var guest = broker.guest();
    var claim = guest.claim(invite, guest.challenge(invite.session(), other.id()));

    var answer = guest.join(invite, guest.token(invite), guest.sign(claim, invite.signingKey()));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(host.follow().members()).hasSize(1);
  }

  @Test
  void anInviteForSeveralTakesThatManyAndNoMore() {
    var invite = host.invite(Role.VIEWER, 3, Duration.ofDays(1));

    for (int use = 0; use < 3; use++) {
      broker.guest().join(invite).require(201);
    }

    assertThat(broker.guest().join(invite).code()).isEqualTo("invite_used");
    assertThat(host.follow().members()).hasSize(4);
  }

  @Test
  void whoHoldsTheLinkIsToldThatTheInviteHasExpired() {
    var invite = host.invite(Role.EDITOR, 1, Duration.ofMinutes(10));
    var guest = broker.guest();
    var token = guest.token(invite);
    broker.clock().advance(Duration.ofMinutes(10));

    var answer = guest.join(invite, token, guest.statement(invite));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("invite_expired");
  }

  @Test
  void whoHoldsTheLinkIsToldThatTheInviteWasRevoked() {
    var invite = host.invite(Role.EDITOR);
    var guest = broker.guest();
    var token = guest.token(invite);
    host.revoke(invite.id()).require(201);

    var answer = guest.join(invite, token, guest.statement(invite));

    assertThat(answer.code()).isEqualTo("invite_revoked");
    assertThat(host.follow().members()).hasSize(1);
  }

  @Test
  void aTryWithoutATokenIsToldWhyTheInviteIsOverAndIsCounted() {
    var used = host.invite(Role.EDITOR);
    broker.guest().join(used).require(201);
    var revoked = host.invite(Role.EDITOR);
    host.revoke(revoked.id()).require(201);
    var expired = host.invite(Role.EDITOR, 1, Duration.ofMinutes(5));
    broker.clock().advance(Duration.ofMinutes(5));
    var guest = broker.guest();

    var codes =
        Stream.of(used, revoked, expired)
            .map(invite -> guest.join(invite, "", guest.statement(invite)).code());

    assertThat(codes).containsExactly("invite_used", "invite_revoked", "invite_expired");
    assertThat(List.of(used, revoked, expired))
        .allSatisfy(it -> assertThat(host.listed(it).get("failed").asInt()).isEqualTo(1));
  }

  @Test
  void whoSawAnOlderStatementIsToldToLookAgain() {
    var invite = host.invite(Role.EDITOR);
    var guest = broker.guest();
    var extended = host.extend(invite, 2, Duration.ofDays(2));

    assertThat(guest.join(invite).code()).isEqualTo("invite_changed");
    guest.join(extended).require(201);
  }

  @Test
  void aChallengeCountsOnce() {
    var invite = host.invite(Role.EDITOR, 2, Duration.ofDays(1));
    var first = broker.guest();
    var second = broker.guest();
    var challenge = first.challenge(invite.session(), invite.id());
    var token = first.token(invite);
    first
        .join(invite, token, first.sign(first.claim(invite, challenge), invite.signingKey()))
        .require(201);

    var answer =
        second.join(
            invite, token, second.sign(second.claim(invite, challenge), invite.signingKey()));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(host.follow().members()).hasSize(2);
  }

  @Test
  void aChallengeIsGoodForFiveMinutesAndNotASecondMore() {
    var invite = host.invite(Role.EDITOR, 2, Duration.ofDays(1));
    var early = broker.guest();
    var late = broker.guest();
    var earlyStatement = early.statement(invite);
    var lateStatement = late.statement(invite);
    broker.clock().advance(Duration.ofMinutes(5).minusSeconds(1));
    early.join(invite, early.token(invite), earlyStatement).require(201);
    broker.clock().advance(Duration.ofSeconds(1));

    assertThat(late.join(invite, late.token(invite), lateStatement).status()).isEqualTo(404);
  }

  @Test
  void aJoinWithoutATokenOfTheBrokerIsRefused() {
    var invite = host.invite(Role.EDITOR);
    var other = host.invite(Role.EDITOR);
    var guest = broker.guest();
    var withoutOne = guest.join(invite, "", guest.statement(invite));
    var ofAnother = guest.join(invite, guest.token(other), guest.statement(invite));

    assertThat(withoutOne.status()).isEqualTo(404);
    assertThat(ofAnother.status()).isEqualTo(404);
    assertThat(host.follow().members()).hasSize(1);
  }

  @Test
  void theSessionTakesItsMostMembersAndNoMore() {
    broker.close();
    broker = TestBroker.inMemory(Map.of("LATCHKEY_SESSION_MAX_MEMBERS", "3"));
    host = broker.host();
    var invite = host.invite(Role.EDITOR, 5, Duration.ofDays(1));
    broker.guest().join(invite).require(201);
    broker.guest().join(invite).require(201);

    var answer = broker.guest().join(invite);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("session_full");
    assertThat(host.follow().members()).hasSize(3);
  }

  @Test
  void whoeverCannotShowTheInviteKeyGetsOneAnswerWhateverIsWrong() {
    var invite = host.invite(Role.EDITOR);
    var used = host.invite(Role.EDITOR);
    broker.guest().join(used).require(201);
    var revoked = host.invite(Role.EDITOR);
    host.revoke(revoked.id()).require(201);
    var foreign = broker.host().invite(Role.EDITOR);
    var guest = broker.guest();
    var token = guest.token(invite);

    var answers = new ArrayList<Answer>();
    for (var known : List.of(invite, used, revoked)) {
      answers.add(guest.join(known, token, forged(known)));
    }
    answers.add(guest.join(invite, token, unknownInvite()));
    answers.add(guest.join(invite, token, swappedSession(invite, foreign)));
    answers.add(guest.join(invite, token, "no statement"));
    answers.add(guest.join(invite, "no token", forged(invite)));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(404));
    assertThat(answers.stream().map(JoinTest::shape).distinct()).hasSize(1);
    assertThat(host.follow().members()).hasSize(2);
  }

  @Test
  void aForgedSignatureIsCountedForTheHostToSee() {
    var invite = host.invite(Role.EDITOR);

    broker.guest().join(invite, "", forged(invite));
    broker.guest().join(invite, "", forged(invite));

    assertThat(host.listed(invite).get("failed").asInt()).isEqualTo(2);
    broker.guest().join(invite).require(201);
  }

  @Test
  void aJoinThatItsDeviceDidNotSignIsCountedToo() {
    var invite = host.invite(Role.EDITOR);
    var guest = broker.guest();
    var claim = guest.claim(invite, guest.challenge(invite.session(), invite.id()));
    var stranger = SigningKey.generate(new SecureRandom());
    var unsigned = StatementWriter.write(claim, invite.signingKey(), stranger);

    assertThat(guest.join(invite, guest.token(invite), unsigned).status()).isEqualTo(404);

    assertThat(host.listed(invite).get("failed").asInt()).isEqualTo(1);
  }

  /// Everything of an answer but what differs from request to request by design.
  private static String shape(Answer answer) {
    var requestId = answer.header("X-Request-Id");
    return answer.text().replace(requestId, "ID").length()
        + answer.text().replace(requestId, "ID")
        + answer.headers().map().keySet();
  }

  private String forged(TestInvite invite) {
    var guest = broker.guest();
    var claim = guest.claim(invite, guest.challenge(invite.session(), invite.id()));
    return guest.sign(claim, SigningKey.generate(new SecureRandom()));
  }

  /// A flawless join to an invite that no host made.
  private String unknownInvite() {
    var secret = InviteSecret.random(new SecureRandom());
    host.follow();
    var statement =
        (String) host.invitation(secret, Role.EDITOR, 1, Duration.ofDays(1)).get("statement");
    var invite = TestInvite.of(host.session(), secret, Role.EDITOR, statement, 0);
    return broker.guest().statement(invite);
  }

  /// A flawless join to another session's invite, as if it were of this session.
  private String swappedSession(TestInvite here, TestInvite foreign) {
    var guest = broker.guest();
    var invite =
        TestInvite.of(
            here.session(), foreign.secret(), foreign.role(), here.statement(), foreign.size());
    return guest.statement(invite);
  }
}
