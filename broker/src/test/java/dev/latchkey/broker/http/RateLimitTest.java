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
    var invite = host.invite(Role.EDITOR);
    for (int i = 1; i <= 10; i++) {
      forged(invite, "203.0.113." + i);
    }

    assertThat(forged(invite, "203.0.113.99").status()).isEqualTo(429);
  }

  private Answer joinBriefly(TestInvite invite) {
    var guest = broker.guest();
    return guest.join(invite, "", guest.statement(invite));
  }

  private Answer forged(TestInvite invite, String address) {
    var guest = broker.guest();
    var claim = guest.claim(invite, "AAAAAAAAAAAAAAAAAAAAAA");
    var statement = guest.sign(claim, SigningKey.generate(new SecureRandom()));
    return broker
        .wire()
        .send(
            "POST",
            "/v1/joins",
            Map.of("token", "", "statement", statement),
            "X-Forwarded-For",
            address);
  }
}
