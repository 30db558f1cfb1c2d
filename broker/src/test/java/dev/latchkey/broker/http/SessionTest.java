package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementWriter;
import dev.latchkey.crypto.sign.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  private TestBroker broker;
  private HostDevice host;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = HostDevice.without(broker);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void theSameKeysGetAnotherSessionIdEachTime() {
    var first = host.draft().require(201);
    var second = host.draft().require(201);

    assertThat(first.get("sid")).isNotEqualTo(second.get("sid"));
    assertThat(first.get("salt")).isNotEqualTo(second.get("salt"));
    assertThat(first.get("origin")).isEqualTo(broker.origin());
  }

  @Test
  void theSameGenesisAgainGetsTheSameSession() {
    var draft = host.draft();
    var opening = host.opening(host.genesis(draft));
    var path = "/v1/sessions/" + draft.get("sid") + "/genesis";
    var first = broker.wire().send("POST", path, opening).require(201);
    broker.clock().advance(Duration.ofHours(1));

    var second = broker.wire().send("POST", path, opening).require(201);

    assertThat(second.get("mid")).isEqualTo(first.get("mid"));
    assertThat(second.json().get("size").asInt()).isEqualTo(2);
    host.enter(new SessionId(draft.get("sid")), second.get("accessToken"), host.epochKey());
    assertThat(host.follow().size()).isEqualTo(2);
  }

  @Test
  void oneNetworkHasItsMostSessionsAndMoreOnceItEndsOne() {
    try (var bounded = TestBroker.inMemory(Map.of("LATCHKEY_SESSION_MAX_PER_CREATOR", "2"))) {
      var first = bounded.host();
      var _ = bounded.host();
      var third = HostDevice.without(bounded);
      var draft = third.draft().require(201);

      var refused = third.begin(draft, third.genesis(draft));

      assertThat(refused.status()).isEqualTo(507);
      assertThat(refused.code()).isEqualTo("too_many_sessions");
      first.end();
      third.begin(draft, third.genesis(draft)).require(201);
    }
  }

  @Test
  void anExpiredSessionIsNotFoundByItsGenesisEither() {
    var draft = host.draft();
    var opening = host.opening(host.genesis(draft));
    var path = "/v1/sessions/" + draft.get("sid") + "/genesis";
    broker.wire().send("POST", path, opening).require(201);
    broker.clock().advance(Duration.ofDays(30));

    var answer = broker.wire().send("POST", path, opening);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("not_found");
  }

  @Test
  void anotherGenesisForALiveSessionIsRefused() {
    var draft = host.draft();
    host.begin(draft, host.genesis(draft)).require(201);

    var answer = host.begin(draft, host.genesis(draft));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("session_exists");
  }

  @Test
  void aSessionIdWhoseSaltTheBrokerDidNotDrawDoesNotComeToLife() {
    var draft = host.draft();
    var other = host.draft();
    var genesis = host.genesis(draft);
    var mixed =
        new Statement.Genesis(
            genesis.sid(),
            genesis.salt(),
            genesis.signingKey(),
            genesis.wrapKey(),
            genesis.origin(),
            genesis.ledgerKey(),
            other.get("challenge"));

    assertThat(host.begin(draft, mixed).status()).isEqualTo(404);
  }

  @Test
  void aDraftIsGoodForFiveMinutes() {
    var draft = host.draft();
    broker.clock().advance(Duration.ofMinutes(5));

    assertThat(host.begin(draft, host.genesis(draft)).status()).isEqualTo(404);
  }

  @Test
  void aGenesisForAnotherBrokerIsRefused() {
    var draft = host.draft();
    var genesis = host.genesis(draft);
    var elsewhere =
        new Statement.Genesis(
            genesis.sid(),
            genesis.salt(),
            genesis.signingKey(),
            genesis.wrapKey(),
            "https://evil.example",
            genesis.ledgerKey(),
            genesis.challenge());
    var otherLedger =
        new Statement.Genesis(
            genesis.sid(),
            genesis.salt(),
            genesis.signingKey(),
            genesis.wrapKey(),
            genesis.origin(),
            SigningKey.generate(new SecureRandom()).verifyingKey(),
            genesis.challenge());

    assertThat(host.begin(draft, elsewhere).code()).isEqualTo("statement_invalid");
    assertThat(host.begin(draft, otherLedger).code()).isEqualTo("statement_invalid");
  }

  @Test
  void aGenesisOfAnotherKeyThanTheSessionIdPinsIsRefused() {
    var draft = host.draft();
    var thief = HostDevice.without(broker);
    var opening = new HashMap<>(host.opening(host.genesis(draft)));
    opening.put("genesis", StatementWriter.write(host.genesis(draft), thief.signingKey()));

    var answer =
        broker.wire().send("POST", "/v1/sessions/" + draft.get("sid") + "/genesis", opening);

    assertThat(answer.code()).isEqualTo("statement_invalid");
  }

  @Test
  void keysThatNoLibraryMayAcceptAreRefused() {
    var keys = new HashMap<>(host.keys());
    keys.put("signingKey", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

    assertThat(broker.wire().send("POST", "/v1/sessions", keys).code()).isEqualTo("bad_request");
  }

  @Test
  void anOperatorMayAskForATokenToCreateSessions(@TempDir Path folder) throws Exception {
    var file = folder.resolve("token");
    Files.writeString(file, "a-token-of-the-operator\n");
    try (var closed =
        TestBroker.inMemory(Map.of("LATCHKEY_CREATION_TOKEN_FILE", file.toString()))) {
      var stranger = HostDevice.without(closed);

      var without = stranger.draft();
      var wrong = stranger.draft("Authorization", "Bearer a-token-of-the-operatos");
      var right = stranger.draft("Authorization", "Bearer a-token-of-the-operator");

      assertThat(without.status()).isEqualTo(401);
      assertThat(without.code()).isEqualTo("creation_token_required");
      assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(wrong.code()).isEqualTo("creation_token_required");
      assertThat(right.status()).isEqualTo(201);
    }
  }

  @Test
  void aSessionThatNobodyIsActiveInEndsAfterItsTime() {
    var draft = host.draft();
    host.begin(draft, host.genesis(draft)).require(201);
    broker.clock().advance(Duration.ofDays(20));
    host.refresh().require(201);
    broker.clock().advance(Duration.ofDays(20));
    host.refresh().require(201);
    broker.clock().advance(Duration.ofDays(30));

    assertThat(host.refresh().code()).isEqualTo("token_invalid");
  }
}
