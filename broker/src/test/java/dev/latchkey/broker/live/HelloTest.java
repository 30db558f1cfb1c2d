package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.token.DpopProof;
import dev.latchkey.crypto.token.HelloProof;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HelloTest {
  private TestBroker broker;
  private HostDevice host;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory(Map.of("LATCHKEY_ALLOWED_ORIGINS", "https://app.example,null"));
    host = broker.host();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void whoeverHasNotGotTokenAndProofHearsOneThing() {
    var other = broker.host();
    var guest = broker.guest();
    guest.join(host.invite(Role.EDITOR)).require(201);
    var lies = new TreeMap<String, Heard.Bye>();
    lies.put("no token", refused(host, "x", it -> it, host));
    lies.put("token of another session", refused(host, other.accessToken(), it -> it, host));
    lies.put("token of another member", refused(host, guest.accessToken(), it -> it, host));
    lies.put("signed by another device", refused(host, host.accessToken(), it -> it, guest));
    lies.put(
        "another session",
        refused(host, host.accessToken(), it -> with(it, other.session(), it.nonce()), host));
    lies.put(
        "another nonce",
        refused(
            host,
            host.accessToken(),
            it -> with(it, it.session(), Base64Url.encode(new byte[32])),
            host));
    lies.put(
        "another broker",
        refused(
            host,
            host.accessToken(),
            it ->
                new HelloProof(
                    it.session(), "https://evil.example", it.member(), it.tokenHash(), it.nonce()),
            host));
    lies.put(
        "proof for another token",
        refused(
            host,
            host.accessToken(),
            it ->
                new HelloProof(
                    it.session(), it.audience(), it.member(), DpopProof.hashOf("x"), it.nonce()),
            host));
    lies.put("no such session", stranger("A".repeat(27)));
    lies.put("no session ID", stranger("x"));
    broker.clock().advance(Duration.ofMinutes(10));
    lies.put("expired token", refused(host, host.accessToken(), it -> it, host));

    assertThat(lies).hasSize(11);
    assertThat(lies.values())
        .containsOnly(new Heard.Bye(4401, 0, CloseCode.HELLO_REFUSED.sentence()));
  }

  @Test
  void aNonceIsGoodForOneHelloOnOneConnection() {
    try (var one = LiveClient.open(broker, host);
        var other = LiveClient.open(broker, host)) {
      var nonce = one.expect(Heard.Challenge.class).nonce().toString();
      var proof = host.hello(nonce).sign(host.signingKey());
      var hello = Said.hello(host.accessToken(), proof, 0, 0, new LinkedHashMap<>());

      other.say(hello);
      assertThat(other.bye().code()).isEqualTo(4401);

      one.say(hello);
      one.skipTo(Heard.Live.class);
      one.say(hello);
      assertThat(one.bye().code()).isEqualTo(4415);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, 4403",
    "https://app.example.evil.example, 4403",
    "http://app.example, 4403",
    "HTTPS://APP.EXAMPLE, 4403",
    "https://app.example, 0",
    "null, 0",
  })
  void onlyPagesOfAllowedOriginsConnect(String origin, int code) {
    var headers = new HashMap<>(LiveSocket.HEADERS);
    headers.put("Origin", origin);
    try (var socket = new LiveSocket(broker, host.path("/live"), headers, 0)) {
      var first = Heard.parse(socket.nextFrame().payload());
      if (code == 0) {
        assertThat(first).isInstanceOf(Heard.Challenge.class);
      } else {
        assertThat(first)
            .isInstanceOfSatisfying(Heard.Bye.class, bye -> assertThat(bye.code()).isEqualTo(code));
      }
    }
  }

  @Test
  void theBrokersOwnPagesConnect() {
    var headers = new HashMap<>(LiveSocket.HEADERS);
    headers.put("Origin", broker.origin());
    try (var socket = new LiveSocket(broker, host.path("/live"), headers, 0)) {
      assertThat(Heard.parse(socket.nextFrame().payload())).isInstanceOf(Heard.Challenge.class);
    }
  }

  @Test
  void whoSpeaksAnotherProtocolIsTold() {
    var headers = new HashMap<>(LiveSocket.HEADERS);
    headers.put("Sec-WebSocket-Protocol", "latchkey.v2, chat");
    try (var socket = new LiveSocket(broker, host.path("/live"), headers, 0)) {
      assertThat(socket.answer()).noneMatch(line -> line.startsWith("Sec-WebSocket-Protocol"));
      assertThat(Heard.parse(socket.nextFrame().payload()))
          .isEqualTo(new Heard.Bye(4415, 0, CloseCode.MALFORMED.sentence()));
    }
  }

  @Test
  void theAnswerToTheUpgradeIsThatOfRfc6455() {
    var headers = new HashMap<>(LiveSocket.HEADERS);
    headers.put("Sec-WebSocket-Extensions", "permessage-deflate");
    try (var socket = new LiveSocket(broker, host.path("/live"), headers, 0)) {
      assertThat(socket.answer())
          .containsExactlyInAnyOrder(
              "HTTP/1.1 101 Switching Protocols",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
              "Sec-WebSocket-Protocol: latchkey.v1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Upgrade, h2c",
    "Sec-WebSocket-Version, 12",
    "Sec-WebSocket-Key, short",
  })
  void whatAsksForNoWebSocketIsAnsweredByHttp(String header, String value) {
    var headers = new HashMap<>(LiveSocket.HEADERS);
    headers.put(header, value);
    try (var socket = new LiveSocket(broker, host.path("/live"), headers, 0)) {
      assertThat(socket.answer().getFirst()).startsWith("HTTP/1.1 426 ");
      assertThat(socket.answer()).contains("Upgrade: websocket", "Sec-WebSocket-Version: 13");
    }
    assertThat(broker.wire().send("GET", host.path("/live")).code()).isEqualTo("upgrade_required");
  }

  @Test
  void anAuditorHearsNothing() {
    var auditor = broker.guest();
    auditor.join(host.invite(Role.AUDITOR)).require(201);
    try (var client = LiveClient.open(broker, auditor)) {
      client.hello(0, Map.of());

      assertThat(client.bye().code()).isEqualTo(4403);
    }
  }

  @Test
  void aHelloBeyondItsBoundIsNotRead() {
    try (var client = LiveClient.open(broker, host)) {
      client.say(new byte[ClientMessage.MAX_HELLO_SIZE + 1]);

      assertThat(client.bye().code()).isEqualTo(4413);
    }
  }

  @Test
  void whoSaysSomethingElseFirstIsMalformed() {
    try (var client = LiveClient.open(broker, host)) {
      client.say(Said.ping(1));

      assertThat(client.bye().code()).isEqualTo(4415);
    }
  }

  @Test
  void whoSaysNothingForFiveSecondsIsSentAway() {
    try (var client = LiveClient.open(broker, host)) {
      client.expect(Heard.Challenge.class);

      broker.clock().advance(Duration.ofSeconds(5));

      assertThat(client.bye().code()).isEqualTo(4508);
    }
  }

  private Heard.Bye stranger(String session) {
    var path = "/v1/sessions/" + session + "/live";
    try (var socket = new LiveSocket(broker, path, LiveSocket.HEADERS, 0)) {
      var challenge = (Heard.Challenge) Heard.parse(socket.nextFrame().payload());
      var proof = host.hello(challenge.nonce().toString()).sign(host.signingKey());
      socket.send(Said.hello(host.accessToken(), proof, 0, 0, new LinkedHashMap<>()));
      return (Heard.Bye) Heard.parse(socket.nextFrame().payload());
    }
  }

  private Heard.Bye refused(
      TestDevice device, String token, UnaryOperator<HelloProof> lie, TestDevice signer) {
    try (var client = LiveClient.open(broker, device)) {
      var nonce = client.expect(Heard.Challenge.class).nonce().toString();
      var honest = device.hello(nonce);
      var forToken =
          new HelloProof(
              honest.session(), honest.audience(), honest.member(), DpopProof.hashOf(token), nonce);
      var proof = lie.apply(forToken).sign(signer.signingKey());
      client.say(Said.hello(token, proof, 0, 0, new LinkedHashMap<>()));
      return client.bye();
    }
  }

  private static HelloProof with(HelloProof proof, SessionId session, String nonce) {
    return new HelloProof(session, proof.audience(), proof.member(), proof.tokenHash(), nonce);
  }
}
