package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.StatementWriter;
import dev.latchkey.crypto.sign.SigningKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private TestBroker broker;
  private HostDevice host;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory(Map.of("LATCHKEY_TRUSTED_PROXIES", "127.0.0.1"));
    host = broker.host();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void whoGuessesIsStoppedAfterTenTriesAndToldHowLongToWait() {
    var invite = host.invite(Role.EDITOR);
    for (int i = 0; i < 10; i++) {
      assertThat(forged(invite, "203.0.113.1").status()).isEqualTo(404);
    }

    var answer = forged(invite, "203.0.113.1");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo("rate_limited");
    assertThat(answer.json().get("retryAfterMs").asLong()).isBetween(9_000L, 10_800L);
    assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(9L, 11L);
    assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"join-address\";q=30;w=90");
    assertThat(answer.header("RateLimit")).matches("\"join-address\";r=0;t=(9|10|11)");
  }

  @Test
  void whatIsNoJoinAtAllCostsAsMuchAsAGuess() {
    for (int i = 0; i < 10; i++) {
      assertThat(joinBy("203.0.113.1", "no statement").status()).isEqualTo(404);
    }

    assertThat(joinBy("203.0.113.1", "no statement").code()).isEqualTo("rate_limited");
    assertThat(forged(host.invite(Role.EDITOR), "203.0.113.1").status()).isEqualTo(429);
  }

  @Test
  void aGuessAtAnInviteThatIsNotThereCostsAsMuch() {
    var nowhere = broker.host().invite(Role.EDITOR);
    var here =
        TestInvite.of(
            host.session(), nowhere.secret(), nowhere.role(), nowhere.statement(), nowhere.size());
    for (int i = 0; i < 10; i++) {
      assertThat(forged(here, "203.0.113.1").status()).isEqualTo(404);
    }

    assertThat(forged(here, "203.0.113.1").code()).isEqualTo("rate_limited");
  }

  private Answer joinBy(String address, String statement) {
    return broker
        .wire()
        .send(
            "POST",
            "/v1/joins",
            Map.of("token", "", "statement", statement),
            "X-Forwarded-For",
            address);
  }

  @Test
  void whoWaitsAsLongAsToldMayTryAgain() {
    var invite = host.invite(Role.EDITOR);
    Answer answer = forged(invite, "203.0.113.1");
    while (answer.status() == 404) {
      answer = forged(invite, "203.0.113.1");
    }
    broker.clock().advance(Duration.ofMillis(answer.json().get("retryAfterMs").asLong()));

    assertThat(forged(invite, "203.0.113.1").status()).isEqualTo(404);
    assertThat(forged(invite, "203.0.113.1").status()).isEqualTo(429);
  }

  @Test
  void oneGuesserStopsNobodyElse() {
    var invite = host.invite(Role.EDITOR);
    while (forged(invite, "203.0.113.1").status() == 404) {}

    assertThat(forged(invite, "203.0.113.2").status()).isEqualTo(404);
    broker.guest().join(invite).require(201);
  }

  @Test
  void aDistributedFloodOfGuessesDoesNotLockOutWhoHoldsTheLink() {
    var invite = host.invite(Role.EDITOR);
    for (int i = 1; i <= 30; i++) {
      assertThat(forged(invite, "203.0.113." + i).status()).isEqualTo(404);
    }

    broker.guest().join(invite).require(201);
    assertThat(host.listed(invite).get("failed").asInt()).isEqualTo(30);
  }

  @Test
  void aGuesserOnTenAddressesIsStoppedAndLocksOutNobody() {
    var invite = host.invite(Role.EDITOR, 3, Duration.ofDays(1));
    int tries = 0;
    for (int round = 0; round < 12; round++) {
      for (int i = 1; i <= 10; i++) {
        if (forged(invite, "203.0.113." + i).status() == 404) {
          tries++;
        }
      }
    }

    assertThat(tries).isEqualTo(100);
    broker.guest().join(invite).require(201);
    broker.clock().advance(Duration.ofSeconds(9));
    for (int i = 1; i <= 10; i++) {
      assertThat(forged(invite, "203.0.113." + i).status()).isEqualTo(404);
      assertThat(forged(invite, "203.0.113." + i).status()).isEqualTo(429);
    }
    broker.guest().join(invite).require(201);
  }

  @Test
  void aLockedInviteTakesProofsOneByOneAndStrangersSeeNoDifference() {
    var invite = host.invite(Role.EDITOR, 10, Duration.ofDays(1));
    for (int i = 1; i <= 5; i++) {
      forged(invite, "203.0.113." + i);
    }

    assertThat(forged(invite, "203.0.113.6").status()).isEqualTo(404);
    for (int i = 0; i < 5; i++) {
      broker.guest().join(invite).require(201);
    }
    var sixth = broker.guest();
    assertThat(sixth.join(invite).header("RateLimit-Policy")).isEqualTo("\"join-locked\";q=5;w=10");
    broker.clock().advance(Duration.ofSeconds(2));
    sixth.join(invite).require(201);
  }

  @Test
  void fortyWhoHoldALinkJoinFromOneAddressWithinFiveSeconds() {
    var invite = host.invite(Role.EDITOR, 40, Duration.ofDays(1));

    for (int i = 0; i < 40; i++) {
      broker.clock().advance(Duration.ofSeconds(5).dividedBy(40));
      broker.guest().join(invite).require(201);
    }

    assertThat(host.follow().members()).hasSize(41);
  }

  @Test
  void aJumpOfTheWallClockNeitherFillsNorEmptiesABucket() {
    var invite = host.invite(Role.EDITOR);
    while (forged(invite, "203.0.113.1").status() == 404) {}

    broker.clock().jump(Duration.ofHours(1));
    assertThat(forged(invite, "203.0.113.1").status()).isEqualTo(429);
    broker.clock().jump(Duration.ofHours(-2));
    assertThat(forged(invite, "203.0.113.1").status()).isEqualTo(429);
    assertThat(forged(invite, "203.0.113.2").status()).isEqualTo(404);
    broker.clock().advance(Duration.ofSeconds(9));
    assertThat(forged(invite, "203.0.113.1").status()).isEqualTo(404);
  }

  @Test
  void refusedJoinsOfWhoHoldsTheLinkCostItsAddressNothing() {
    var used = host.invite(Role.EDITOR);
    broker.guest().join(used).require(201);

    for (int i = 0; i < 20; i++) {
      assertThat(broker.guest().join(used).code()).isEqualTo("invite_used");
    }
  }

  @Test
  void oneDeviceCannotHammerOneSession() {
    var used = host.invite(Role.EDITOR);
    broker.guest().join(used).require(201);
    var guest = broker.guest();
    var statement = guest.statement(used);
    for (int i = 0; i < 10; i++) {
      assertThat(guest.join(used, "", statement).code()).isEqualTo("invite_used");
    }

    assertThat(guest.join(used, "", statement).code()).isEqualTo("rate_limited");
  }

  @Test
  void whoHoldsADeadLinkKeepsNobodyFromJoiningByAnother() {
    var dead = host.invite(Role.EDITOR);
    var other = host.invite(Role.EDITOR);
    host.revoke(dead.id()).require(201);
    var answer = joinBriefly(dead);
    for (int i = 0; i < 200 && answer.code().equals("invite_revoked"); i++) {
      answer = joinBriefly(dead);
    }
    assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"join-session\";q=100;w=50");

    broker.guest().join(other).require(201);
  }

  @Test
  void nobodyUsesUpTheTriesOfADeviceWhoseKeyItDoesNotHold() {
    var invite = host.invite(Role.EDITOR);
    var victim = broker.guest();
    var claim = victim.claim(invite, "AAAAAAAAAAAAAAAAAAAAAA");
    var stranger = SigningKey.generate(new SecureRandom());
    var forged = StatementWriter.write(claim, invite.signingKey(), stranger);
    for (int i = 0; i < 20; i++) {
      assertThat(victim.join(invite, "", forged).code()).isEqualTo("not_found");
    }

    victim.join(invite).require(201);
  }

  @Test
  void oneAddressDoesNotStateWithoutEndInHoweverManySessions() {
    var policies = new HashSet<String>();
    for (int sessions = 0; sessions < 7; sessions++) {
      var another = broker.host();
      for (int i = 0; i < 100; i++) {
        var answer = another.call("POST", another.path("/statements"), Map.of("x", 1));
        policies.add(answer.header("RateLimit-Policy"));
      }
    }

    assertThat(policies).containsExactlyInAnyOrder("", "\"statement-address\";q=600;w=60");
  }

  @Test
  void sessionsAreNotCreatedWithoutEnd() {
    int created = 1;
    while (host.draft().status() == 201) {
      created++;
    }

    assertThat(created).isEqualTo(60);
    broker.clock().advance(Duration.ofSeconds(1));
    assertThat(host.draft().status()).isEqualTo(201);
    assertThat(host.draft().code()).isEqualTo("rate_limited");
  }

  @Test
  void anAddressInAHeaderOfAStrangerCountsForNothing() {
    broker.close();
    broker = TestBroker.inMemory();
    host = broker.host();

    assertOneCaller(
        List.of(
            List.of("X-Forwarded-For", "203.0.113.1"),
            List.of("X-Forwarded-For", "203.0.113.2, 203.0.113.3"),
            List.of("X-Forwarded-For", "203.0.113.4", "X-Forwarded-For", "203.0.113.5"),
            List.of("Forwarded", "for=203.0.113.6"),
            List.of("Forwarded", "for=203.0.113.7", "Forwarded", "for=203.0.113.8"),
            List.of("Forwarded", "for=203.0.113.9", "X-Forwarded-For", "203.0.113.9"),
            List.of("Forwarded", "for=\"[2001:db8::1]:4711\""),
            List.of("X-Forwarded-For", "127.0.0.1"),
            List.of("X-Real-IP", "203.0.113.10"),
            List.of("X-Forwarded-For", "unknown")));
  }

  @Test
  void whatATrustedProxySaysThatIsNoAddressCountsForTheProxy() {
    assertOneCaller(
        List.of(
            List.of("X-Forwarded-For", "unknown"),
            List.of("X-Forwarded-For", "203.0.113.1, _hidden"),
            List.of("X-Forwarded-For", "203.0.113.2:x"),
            List.of("X-Forwarded-For", "fe80::1%eth0"),
            List.of("X-Forwarded-For", "203.0.113.3", "X-Forwarded-For", ""),
            List.of("X-Forwarded-For", "203.0.113.4, ".repeat(99) + "203.0.113.5"),
            List.of("Forwarded", "for=_hidden"),
            List.of("Forwarded", "for=203.0.113.6", "Forwarded", "for=unknown"),
            List.of("Forwarded", "for=203.0.113.7", "X-Forwarded-For", "203.0.113.8"),
            List.of("Forwarded", "for=\"[2001:db8::1\"")));
  }

  /// Each guess comes with other headers, and the one after the tenth is too many all the same.
  private void assertOneCaller(List<List<String>> guesses) {
    var invite = host.invite(Role.EDITOR);
    assertThat(guesses).hasSize(10);
    for (var headers : guesses) {
      assertThat(forged(invite, headers).status()).as(headers.toString()).isEqualTo(404);
    }
    for (var headers : guesses) {
      assertThat(forged(invite, headers).status()).as(headers.toString()).isEqualTo(429);
    }
  }

  private Answer joinBriefly(TestInvite invite) {
    var guest = broker.guest();
    return guest.join(invite, "", guest.statement(invite));
  }

  private Answer forged(TestInvite invite, String address) {
    return forged(invite, List.of("X-Forwarded-For", address));
  }

  private Answer forged(TestInvite invite, List<String> headers) {
    var guest = broker.guest();
    var claim = guest.claim(invite, "AAAAAAAAAAAAAAAAAAAAAA");
    var statement = guest.sign(claim, SigningKey.generate(new SecureRandom()));
    return broker
        .wire()
        .send(
            "POST",
            "/v1/joins",
            Map.of("token", "", "statement", statement),
            headers.toArray(String[]::new));
  }
}
