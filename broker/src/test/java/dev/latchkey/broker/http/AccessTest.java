package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.token.DpopProof;
import dev.latchkey.crypto.token.RefreshProof;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private TestBroker broker;
  private HostDevice host;
  private String path;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    path = host.path("/members");
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aStrangerDoesNotFillTheLog() {
    var lines = new ConcurrentLinkedQueue<LogRecord>();
    var logger = Logger.getLogger("dev.latchkey");
    var handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.setLevel(Level.ALL);
    logger.addHandler(handler);
    try {
      broker.wire().send("GET", path, "Authorization", "DPoP x.y.z");
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(null);
    }

    assertThat(lines).isNotEmpty();
    assertThat(lines).allMatch(line -> line.getLevel().intValue() < Level.INFO.intValue());
  }

  @Test
  void aProofCountsOnce() {
    var proof = proofOf("GET", path).sign(host.signingKey());

    var first = host.callWith(host.accessToken(), proof, "GET", path, Map.of());
    var second = host.callWith(host.accessToken(), proof, "GET", path, Map.of());

    assertThat(first.status()).isEqualTo(200);
    assertRefused(second);
  }

  /// `access.pv` with `NO_PROOF`.
  @Test
  void aStolenAccessTokenIsUselessWithoutTheKey() {
    var thief = broker.guest();
    var proof =
        thief
            .proof("GET", path, host.accessToken(), nonce(), TestDevice.freshId())
            .sign(thief.signingKey());

    assertRefused(thief.callWith(host.accessToken(), proof, "GET", path, Map.of()));
    assertRefused(broker.wire().send("GET", path, "Authorization", "DPoP " + host.accessToken()));
    assertRefused(broker.wire().send("GET", path, "Authorization", "Bearer " + host.accessToken()));
    assertRefused(broker.wire().send("GET", path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dpop ", "DPOP ", "Auth "})
  void aTokenUnderAnotherSchemeIsRefused(String scheme) {
    var proof = proofOf("GET", path).sign(host.signingKey());

    assertRefused(
        broker
            .wire()
            .send("GET", path, "Authorization", scheme + host.accessToken(), "DPoP", proof));
  }

  @Test
  void aProofForAnotherMethodOrAddressIsRefused() {
    var forPut = proofOf("PUT", path).sign(host.signingKey());
    var forOther = proofOf("GET", host.path("/invites")).sign(host.signingKey());

    assertRefused(host.callWith(host.accessToken(), forPut, "GET", path, Map.of()));
    assertRefused(host.callWith(host.accessToken(), forOther, "GET", path, Map.of()));
  }

  /// RFC 9449 §4.3, check 9. Nothing is normalised: a proof names the address as it is sent.
  @Test
  void aProofNamesTheAddressWithoutItsQueryAndAsItIsSpelt() {
    var channel = host.path("/channels/0");
    var proof = proofOf("GET", channel).sign(host.signingKey());

    var answer = host.callWith(host.accessToken(), proof, "GET", channel + "?after=0", Map.of());

    assertThat(answer.status()).isEqualTo(200);
    for (var other : List.of(channel + "/", channel.replace("0", "%30"), "/" + channel)) {
      var forOther = proofOf("GET", other).sign(host.signingKey());
      assertRefused(host.callWith(host.accessToken(), forOther, "GET", channel, Map.of()));
    }
  }

  /// `access.pv` with `NO_SID`.
  @Test
  void aProofForAnotherTokenIsRefused() {
    host.refresh().require(201);
    var proof =
        host.proof("GET", path, "another token", nonce(), TestDevice.freshId())
            .sign(host.signingKey());

    assertRefused(host.callWith(host.accessToken(), proof, "GET", path, Map.of()));
  }

  /// `access.pv` with `NO_AUD`.
  @Test
  void aProofForAnotherBrokerIsRefused() {
    var honest = proofOf("GET", path);
    var elsewhere =
        new DpopProof(
            honest.id(),
            honest.method(),
            "https://evil.example" + path,
            honest.issuedAt(),
            honest.tokenHash(),
            honest.nonce(),
            honest.keyThumbprint());

    assertRefused(
        host.callWith(
            host.accessToken(), elsewhere.sign(host.signingKey()), "GET", path, Map.of()));
  }

  @Test
  void twoProofsAreNone() {
    var first = proofOf("GET", path).sign(host.signingKey());
    var second = proofOf("GET", path).sign(host.signingKey());

    assertRefused(host.callWith(host.accessToken(), first, "GET", path, Map.of(), "DPoP", second));
  }

  /// `access.pv` with `DPOP_NO_NONCE`.
  @Test
  void aProofWithoutTheNonceOfNowIsAskedForOne() {
    var without =
        host.proof("GET", path, host.accessToken(), Optional.empty(), TestDevice.freshId())
            .sign(host.signingKey());

    var answer = host.callWith(host.accessToken(), without, "GET", path, Map.of());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("use_dpop_nonce");
    assertThat(answer.header("WWW-Authenticate")).contains("use_dpop_nonce");
    var named = Optional.of(answer.header("DPoP-Nonce"));
    var again =
        host.proof("GET", path, host.accessToken(), named, TestDevice.freshId())
            .sign(host.signingKey());
    assertThat(host.callWith(host.accessToken(), again, "GET", path, Map.of()).status())
        .isEqualTo(200);
  }

  @Test
  void aNonceIsTakenForAtMostTenMinutes() {
    var old = nonce();
    broker.clock().advance(Duration.ofMinutes(9));
    assertThat(withNonce(old).status()).isEqualTo(200);
    broker.clock().advance(Duration.ofMinutes(1));

    host.refresh().require(201);
    assertThat(withNonce(old).code()).isEqualTo("use_dpop_nonce");
  }

  @Test
  void anAccessTokenIsGoodForTenMinutesAndANewOneIsGivenToTheKey() {
    broker.clock().advance(Duration.ofMinutes(10).minusSeconds(1));
    host.get(path).require(200);
    broker.clock().advance(Duration.ofSeconds(1));
    assertRefused(host.get(path));

    host.refresh().require(201);

    host.get(path).require(200);
  }

  @Test
  void aRefreshChallengeCountsOnceAndForItsSessionOnly() {
    var challenge = challenge(host);
    host.refresh(challenge).require(201);
    var other = broker.host();

    assertRefused(host.refresh(challenge));
    assertRefused(host.refresh(challenge(other)));
  }

  @Test
  void aRefreshIsForItsSessionAndBroker() {
    var other = broker.host();

    assertRefused(refresh(host.session(), "https://evil.example"));
    assertRefused(refresh(other.session(), broker.origin()));
    assertThat(refresh(host.session(), broker.origin()).status()).isEqualTo(201);
  }

  /// A proof with these words and a fresh challenge of the host's session, sent for that session.
  private Answer refresh(SessionId session, String audience) {
    var now = broker.clock().instant();
    var proof = new RefreshProof(session, audience, host.id(), challenge(host), now);
    return broker
        .wire()
        .send("POST", host.path("/tokens"), Map.of("proof", proof.sign(host.signingKey())));
  }

  @Test
  void nobodyButAMemberGetsAnAccessToken() {
    var guest = broker.guest();
    guest.join(host.invite(Role.EDITOR)).require(201);
    guest.refresh().require(201);
    var stranger = broker.guest();
    stranger.enter(host);

    assertRefused(stranger.refresh());
  }

  @Test
  void aTokenOfOneSessionOpensNoOther() {
    var other = broker.host();
    var foreign = other.path("/members");

    var answer = host.get(foreign);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("not_found");
  }

  @Test
  void evenADeviceOfTwoSessionsNeedsTheTokenOfEach() {
    var first = host.accessToken();
    var draft = host.draft().require(201);
    host.begin(draft, host.genesis(draft)).require(201);
    var second = host.path("/members");
    host.get(second).require(200);
    var proof =
        host.proof("GET", second, first, nonce(), TestDevice.freshId()).sign(host.signingKey());

    assertThat(host.callWith(first, proof, "GET", second, Map.of()).status()).isEqualTo(404);
  }

  private Answer withNonce(Optional<String> nonce) {
    var proof =
        host.proof("GET", path, host.accessToken(), nonce, TestDevice.freshId())
            .sign(host.signingKey());
    return host.callWith(host.accessToken(), proof, "GET", path, Map.of());
  }

  private DpopProof proofOf(String method, String path) {
    return host.proof(method, path, host.accessToken(), nonce(), TestDevice.freshId());
  }

  private Optional<String> nonce() {
    return Optional.of(host.freshNonce());
  }

  private String challenge(TestDevice device) {
    return broker.wire().send("POST", device.path("/tokens/challenge")).get("challenge");
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("token_invalid");
    assertThat(answer.get("detail")).isEqualTo("The access token or proof is not accepted.");
  }
}
