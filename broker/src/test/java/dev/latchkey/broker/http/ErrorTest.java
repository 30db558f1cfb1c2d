package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.RosterDevice;
import dev.latchkey.broker.TestBroker;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class ErrorTest {
  private static final String JOIN = "{\"token\":\"x\",\"statement\":\"y\"}";

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
        "",
        "x",
        "[]",
        "null",
        "{}",
        "{\"sid\":1,\"iid\":2}",
        "{\"sid\":\"x\",\"iid\":\"y\"}",
        "{\"sid\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
        "{\"sid\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"iid\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"x\":1}",
        "{\"sid\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"iid\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"iid\":\"\"}",
        "{\"sid\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"iid\":\"AAAAAAAAAAAAAAAAAAAAAA\"} x",
        "\uFEFF{\"sid\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"iid\":\"AAAAAAAAAAAAAAAAAAAAAA\"}",
        "{\"sid\":1.5,\"iid\":[[[[[[[[[[]]]]]]]]]]}"
      })
  void aBodyInAnotherFormIsAnError(String body) {
    var answer = broker.wire().sendText("POST", "/v1/joins/challenge", body);

    assertProblem(answer, 400, "bad_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=latin1",
        "application/jsonx"
      })
  void aBodyThatIsNotJsonIsRefused(String type) {
    var answer =
        broker
            .wire()
            .send("POST", "/v1/joins", BodyPublishers.ofString(JOIN), "Content-Type", type);

    assertProblem(answer, 415, "unsupported_media_type");
  }

  @Test
  void aBodyWithoutAKindIsRefused() {
    assertProblem(
        broker.wire().send("POST", "/v1/joins", BodyPublishers.ofString(JOIN)),
        415,
        "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=\"UTF-8\""
      })
  void jsonIsTakenHoweverItsKindIsSpelt(String type) {
    var answer =
        broker
            .wire()
            .send("POST", "/v1/joins", BodyPublishers.ofString(JOIN), "Content-Type", type);

    assertProblem(answer, 404, "not_found");
  }

  @ParameterizedTest
  @CsvSource({"524288, 400, bad_request", "524289, 413, payload_too_large"})
  void aBodyHasAtMostHalfAMebibyte(int size, int status, String code) {
    var body = "{\"sid\":\"" + "x".repeat(size - 10) + "\"}";

    assertProblem(broker.wire().sendText("POST", "/v1/joins/challenge", body), status, code);
  }

  @Test
  void aBodyOfUntoldLengthHasAtMostHalfAMebibyteToo() {
    var endless = BodyPublishers.fromPublisher(BodyPublishers.ofString("x".repeat(600_000)));

    var answer =
        broker
            .wire()
            .send("POST", "/v1/joins/challenge", endless, "Content-Type", "application/json");

    assertProblem(answer, 413, "payload_too_large");
  }

  @Test
  void whoIsStillSendingARefusedBodySeesTheAnswerAndNoReset() throws IOException {
    var address = broker.wire().base();
    int size = JsonBody.MAX_BYTES + 1;
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      var out = socket.getOutputStream();
      out.write(
          ("POST /v1/joins/challenge HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                  + "Content-Length: "
                  + size
                  + "\r\n\r\n")
              .getBytes(ISO_8859_1));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 413 ".length());
      out.write(new byte[size]);
      socket.shutdownOutput();

      assertThat(new String(start, UTF_8)).isEqualTo("HTTP/1.1 413 ");
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .contains("\"code\":\"payload_too_large\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FOO/BAR", "G(T", "\u00e4"})
  void aMethodThatIsNoTokenIsAnErrorOfTheCaller(String method) throws IOException {
    var address = broker.wire().base();
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write((method + " /v1/sessions HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(ISO_8859_1));

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 400 ")
          .contains("\"code\":\"bad_request\"");
    }
  }

  @Test
  void aTextOfTheCallerIsNeverInAnAnswer() {
    var canary = "canary-3f9a";
    var host = broker.host();

    var body = broker.wire().sendText("POST", "/v1/joins/challenge", "{\"" + canary + "\":1}");
    var query = host.get(host.path("/channels/0?" + canary + "=1"));
    var header = host.append(0, "x", "If-Match", canary);
    var path = broker.wire().send("GET", "/" + canary);
    var id = broker.wire().send("GET", "/v1/invites/" + canary);

    for (var answer : List.of(body, query, header, path, id)) {
      assertThat(answer.text()).doesNotContain(canary);
      assertThat(answer.headers().map().toString()).doesNotContain(canary);
    }
  }

  @Test
  void aStatementThatIsNoneIsAnErrorForItsHost() {
    var host = broker.host();

    var answer = host.state(RosterDevice.bare("a.b.c"));

    assertProblem(answer, 400, "statement_invalid");
  }

  @Test
  void whateverFailsInsideIsAnsweredWithOneText() {
    var problem = Problem.internal();

    assertThat(problem.status().code()).isEqualTo(500);
    assertThat(new String(problem.body("id"), UTF_8))
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,"
                + "\"code\":\"internal\",\"detail\":\"Something went wrong inside the broker.\","
                + "\"requestId\":\"id\"}");
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json; charset=utf-8");
    assertThat(answer.get("type")).isEqualTo("about:blank");
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.get("title")).isNotEmpty();
    assertThat(answer.get("detail")).isNotEmpty();
    assertThat(answer.text()).doesNotContain("Exception", "dev.latchkey", "\tat ");
  }
}
