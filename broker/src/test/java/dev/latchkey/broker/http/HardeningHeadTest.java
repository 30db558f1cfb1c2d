package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.http.connection.Connections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Request lines and headers that no client of ours sends.
@TestInstance(Lifecycle.PER_CLASS)
class HardeningHeadTest {
  private static final String KEYS = "/.well-known/jwks.json";
  private static final String NEXT = "GET " + KEYS + " HTTP/1.1\r\nHost: x\r\n\r\n";

  private TestBroker broker;

  @BeforeAll
  void start() {
    broker = TestBroker.inMemory();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /.well-known/jwks.json HTTP/1.0",
        "GET /.well-known/jwks.json HTTP/0.9",
        "GET /.well-known/jwks.json HTTP/1.2",
        "GET /.well-known/jwks.json HTTP/2.0",
        "GET /.well-known/jwks.json http/1.1",
        "GET /.well-known/jwks.json HTTP/1.1 ",
        "GET  /.well-known/jwks.json HTTP/1.1",
        " GET /.well-known/jwks.json HTTP/1.1",
        "GET\t/.well-known/jwks.json\tHTTP/1.1",
        "GET /.well-known/jwks.json\0 HTTP/1.1",
        "GET /.well-known/jwks.json",
        "GET",
        "G\u00cbT /.well-known/jwks.json HTTP/1.1",
        "PRI * HTTP/2.0",
        "\r\nGET /.well-known/jwks.json HTTP/1.1"
      })
  void aRequestLineOfAnotherProtocolIsRefused(String line) {
    assertRefused(line + "\r\nHost: x\r\n\r\n");
  }

  @Test
  void thePrefaceOfHttp2IsRefused() {
    assertRefused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://x/.well-known/jwks.json",
        "http://evil.example/.well-known/jwks.json",
        "//evil.example/.well-known/jwks.json",
        "x:80",
        "*",
        ".well-known/jwks.json",
        "?",
        "/.well-known/jwks.json#x",
        "/.well-known\\jwks.json",
        "/.well-known/jwks.json\"",
        "/<script>",
        "/{sid}",
        "/\u00e4",
        "/\u007f",
        "/%",
        "/%zz",
        "/%4",
        "/.well-known/jwks.json?%zz",
        "/.well-known/jwks.json?\"",
        "/.well-known/jwks.json?[x]",
        "/.well-known/jwks.json?^",
        "/.well-known/jwks.json?%4"
      })
  void aTargetInAnotherFormThanAPathIsRefused(String target) {
    try (var connection = RawConnection.to(broker)) {
      var answers =
          connection
              .send("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
              .all();

      assertThat(answers).hasSize(1);
      assertThat(answers.getFirst().status()).isIn(400, 404);
      assertThat(answers.getFirst().header("X-Injected")).isEmpty();
    }
  }

  @Test
  void aQueryIsTakenAsRfc3986HasIt() {
    var target = "/.well-known/jwks.json?a=1:2,3@/?%0d%0aX-Injected:%201";
    try (var connection = RawConnection.to(broker)) {
      var answer = connection.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").next();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("X-Injected")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://x/v1/nope", "x:80", "*", "/nope#x", "/\u00e4", "/\\"})
  void afterATargetThatIsNoPathNothingIsRead(String target) {
    for (var method : List.of("GET", "CONNECT", "OPTIONS")) {
      assertRefused(method + " " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: y",
        "Host:",
        "Host: x\r\nHost: x",
        "Host: x\r\nhost: y",
        "Host: x y",
        "Host: x/y",
        "Host: a@x",
        "Host: x:99999999999",
        "Host: x:y",
        "Host: [x]",
        "Host: x\r\n: y",
        "Host: x\r\nX : y",
        "Host: x\r\nX: a\u0001b"
      })
  void headersThatAreNoneAreRefused(String headers) {
    assertRefused("GET " + KEYS + " HTTP/1.1\r\n" + headers + "\r\n\r\n");
  }

  @Test
  void aForeignHostChangesNoAnswer() {
    var foreign = send("GET " + KEYS + " HTTP/1.1\r\nHost: evil.example:81\r\n\r\n");
    var own = send(NEXT);

    assertThat(foreign.text()).isEqualTo(own.text());
    assertThat(foreign.headers().map().toString()).doesNotContain("evil.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk",
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Upgrade: TLS/1.2\r\nConnection: Upgrade"
      })
  void anotherProtocolIsNeverEntered(String headers) {
    var answer = send("GET " + KEYS + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n\r\n");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Upgrade")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 200", "1, 400"})
  void aRequestHasAtMostAHundredHeaders(int beyond, int status) {
    var headers = "X: y\r\n".repeat(Connections.MAX_HEADERS - 1 + beyond);

    assertStatus("GET " + KEYS + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n", status);
  }

  @ParameterizedTest
  @CsvSource({"0, 200", "200, 400", "200000, 400"})
  void theHeadersOfARequestHaveAtMost16Kibibytes(int beyond, int status) {
    var value = "y".repeat(Connections.MAX_HEADER_BYTES - 100 + beyond);
    var name = "x".repeat(Connections.MAX_HEADER_BYTES - 100 + beyond);

    assertStatus("GET " + KEYS + " HTTP/1.1\r\nHost: x\r\nX: " + value + "\r\n\r\n", status);
    assertStatus("GET " + KEYS + " HTTP/1.1\r\nHost: x\r\n" + name + ": y\r\n\r\n", status);
  }

  @ParameterizedTest
  @CsvSource({"2047, 404", "2048, 400", "200000, 400"})
  void aRequestLineHasLessThanTwoKibibytes(int size, int status) {
    var line = "GET /" + "x".repeat(size - "GET / HTTP/1.1".length()) + " HTTP/1.1";
    var query = "GET /nope?" + "x".repeat(size - "GET /nope? HTTP/1.1".length()) + " HTTP/1.1";

    assertStatus(line + "\r\nHost: x\r\n\r\n", status);
    assertStatus(query + "\r\nHost: x\r\n\r\n", status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT", "PATCH", "PROPFIND", "GETS", "BASELINE-CONTROL"})
  void aMethodThatNoRouteHasIsAnsweredWithThoseItHas(String method) {
    var answer = send(method + " " + KEYS + " HTTP/1.1\r\nHost: x\r\nX-Secret: s3cret\r\n\r\n");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(answer.text()).doesNotContain("s3cret");
  }

  private Answer send(String request) {
    try (var connection = RawConnection.to(broker)) {
      return connection.send(request).next();
    }
  }

  private void assertStatus(String request, int status) {
    assertThat(send(request).status()).isEqualTo(status);
  }

  /// One answer, the same for all, and nothing behind it is read.
  private void assertRefused(String request) {
    try (var connection = RawConnection.to(broker)) {
      var answers = connection.send(request + NEXT).all();

      assertThat(answers).extracting(Answer::status).containsExactly(400);
      assertThat(answers.getFirst().code()).isEqualTo("bad_request");
      assertThat(answers.getFirst().get("detail")).isEqualTo("The request is malformed.");
      assertThat(answers.getFirst().header("Connection")).isEqualTo("close");
    }
  }
}
