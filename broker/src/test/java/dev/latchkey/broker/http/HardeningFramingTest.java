package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestInvite;
import dev.latchkey.crypto.roster.Role;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a request ends. Behind each request stands a second one that looks at an invite, which its
/// host can see: whoever reads the first one otherwise lets the second one through, or hides it.
@TestInstance(Lifecycle.PER_CLASS)
class HardeningFramingTest {
  private static final String BODY =
      "{\"sid\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"iid\":\"AAAAAAAAAAAAAAAAAAAAAA\"}";
  private static final int SIZE = BODY.length();
  private static final String HEX = Integer.toHexString(SIZE);
  private static final String CHUNKED = HEX + "\r\n" + BODY + "\r\n0\r\n\r\n";

  private TestBroker broker;
  private HostDevice host;
  private TestInvite invite;

  @BeforeAll
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    invite = host.invite(Role.EDITOR);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: +%d",
        "Content-Length: -%d",
        "Content-Length: -1",
        "Content-Length: 0x%x",
        "Content-Length: %d.0",
        "Content-Length: 1e2",
        "Content-Length: ",
        "Content-Length: %1$d, %1$d",
        "Content-Length: 99999999999999999999",
        "Content-Length: 18446744073709551684",
        "Content-Length: %1$d\r\nContent-Length: %1$d",
        "Content-Length: %d\r\nContent-Length: 0",
        "content-length: 0\r\nCONTENT-LENGTH: %d",
        "Content-Length : %d",
        "Content-Length:\r\n %d",
        "Content-Length: %d\nX: y",
        "Content-Length: %d\rX: y",
        "X: a\0b\r\nContent-Length: %d",
        "X\0: a\r\nContent-Length: %d",
        "X Y: a\r\nContent-Length: %d",
        " X: a\r\nContent-Length: %d",
        "X: a\r\n b\r\nContent-Length: %d",
        ": a\r\nContent-Length: %d",
        "X\r\nContent-Length: %d"
      })
  void aLengthThatTwoReadersCouldTakeForTwoIsRefused(String headers) {
    assertRefused(400, request(headers.formatted(SIZE), BODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: %d\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 0",
        "Transfer-Encoding: Chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, gzip",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: ",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding:\r\n chunked",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding: chunked\nX: y"
      })
  void aCodingThatIsNotPlainlyChunkedIsRefused(String headers) {
    assertRefused(400, request(headers.formatted(SIZE), CHUNKED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x%x\r\n%s\r\n0\r\n\r\n",
        "+%x\r\n%s\r\n0\r\n\r\n",
        "-%x\r\n%s\r\n0\r\n\r\n",
        " %x\r\n%s\r\n0\r\n\r\n",
        "%x \r\n%s\r\n0\r\n\r\n",
        "%x\n%s\r\n0\r\n\r\n",
        "%x\r\n%sXX0\r\n\r\n",
        "%x\r\n%s\n0\r\n\r\n",
        "%x\r\n%s\r\n0\r\nX: y\r\n\r\n",
        "%x\r\n%s\r\n0\r\n0\r\n\r\n",
        "%x;a\0b\r\n%s\r\n0\r\n\r\n",
        "\r\n%x\r\n%s\r\n0\r\n\r\n",
        "fffffffff\r\n",
        "7fffffff\r\n",
        "g\r\n"
      })
  void aChunkInAnotherFormIsRefused(String body) {
    assertRefused(400, request("Transfer-Encoding: chunked", body.formatted(SIZE, BODY)));
  }

  @Test
  void aLineOfAChunkHasAnEnd() {
    var extension = HEX + ";" + "x".repeat(300_000) + "\r\n" + BODY + "\r\n0\r\n\r\n";
    var zeros = "0".repeat(300_000) + CHUNKED;
    var trailers = HEX + "\r\n" + BODY + "\r\n0\r\n" + "X: y\r\n".repeat(50_000) + "\r\n";

    for (var body : List.of(extension, zeros, trailers)) {
      assertRefused(400, request("Transfer-Encoding: chunked", body));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 64, 4_096})
  void manyChunksHaveNoMoreRoomThanOne(int chunk) {
    var chunks =
        (Integer.toHexString(chunk) + "\r\n" + "x".repeat(chunk) + "\r\n")
            .repeat(JsonBody.MAX_BYTES / chunk + 1);

    assertRefused(413, request("Transfer-Encoding: chunked", chunks + "0\r\n\r\n"));
  }

  @Test
  void whatIsLeftOfARefusedBodyIsNoRequest() {
    var announced = "200001\r\n" + look().repeat(20);
    var sent = "80001\r\n" + "x".repeat(0x80001) + "\r\n" + look().repeat(20);

    assertRefused(413, request("Transfer-Encoding: chunked", announced));
    assertRefused(413, request("Transfer-Encoding: chunked", sent));
    assertRefused(413, request("Content-Length: " + (JsonBody.MAX_BYTES + 1), ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "identity", "gzip, gzip"})
  void nothingIsEverDecompressed(String coding) {
    assertRefused(
        415, request("Content-Encoding: " + coding + "\r\nContent-Length: " + SIZE, BODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: %d",
        "Content-Length:%d",
        "Content-Length: \t %d \t ",
        "Content-Length: 0%d",
        "content-length: %d\r\nContent_Length: 3\r\nX-Content-Length: 4"
      })
  void oneLengthIsReadAsItIsMeant(String headers) {
    assertTakenWithTheNext(request(headers.formatted(SIZE), BODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%x\r\n%s\r\n0\r\n\r\n",
        "000%X\r\n%s\r\n000\r\n\r\n",
        "%x;name=value;other=\"quoted\"\r\n%s\r\n0;last\r\n\r\n",
        "%x ; spaced\r\n%s\r\n0\r\n\r\n"
      })
  void chunksAreReadAsRfc9112HasThem(String body) {
    assertTakenWithTheNext(request("Transfer-Encoding: chunked", body.formatted(SIZE, BODY)));
  }

  @Test
  void chunksOfTwoBytesAreReadWhole() {
    var body = new StringBuilder();
    for (int at = 0; at < SIZE; at += 2) {
      body.append("2\r\n").append(BODY, at, at + 2).append("\r\n");
    }

    assertTakenWithTheNext(request("Transfer-Encoding: chunked", body + "0\r\n\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 68", "Transfer-Encoding: chunked"})
  void aBodyThatNobodyWantsIsSkippedWhole(String header) {
    var body = header.startsWith("C") ? BODY : CHUNKED;
    int before = looks();
    try (var connection = RawConnection.to(broker)) {
      connection.send(
          "POST /v1/nope HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n" + body + look());

      assertThat(connection.next().status()).isEqualTo(404);
      assertThat(connection.next().status()).isEqualTo(200);
    }
    assertThat(looks()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "Close", "keep-alive, close", "close, x"})
  void afterTheLastRequestOfAConnectionNothingIsRead(String option) {
    assertLast("GET /v1/nope HTTP/1.1\r\nHost: x\r\nConnection: " + option + "\r\n\r\n", 404);
  }

  @Test
  void whoAsksBeforeSendingABodyIsNotTakenForSendingARequest() {
    assertLast(
        "POST /v1/nope HTTP/1.1\r\nHost: x\r\nContent-Length: 60\r\nExpect: 100-continue\r\n\r\n",
        404);
  }

  @Test
  void whoAsksBeforeSendingABodyIsToldToGoOn() {
    try (var connection = RawConnection.to(broker)) {
      connection.send(head("Expect: 100-continue\r\nContent-Length: " + SIZE));
      assertThat(connection.next().status()).isEqualTo(100);

      var answers = connection.send(BODY + look()).all();

      assertThat(answers).extracting(Answer::status).containsExactly(200);
    }
  }

  @Test
  void aBodyThatIsShorterThanItsLengthIsNotActedOn() {
    int before = looks();
    try (var connection = RawConnection.to(broker)) {
      connection.send(head("Content-Length: " + (SIZE + 1)) + BODY);
      assertThat(connection.isClosed()).isFalse();
    }
    assertThat(looks()).isEqualTo(before);
  }

  @Test
  void aBodyThatIsLongerThanItsLengthIsNoRequest() {
    try (var connection = RawConnection.to(broker)) {
      var answers = connection.send(request("Content-Length: " + SIZE, BODY + "}") + look()).all();

      assertThat(answers).extracting(Answer::status).containsExactly(200, 400);
    }
  }

  private static String head(String headers) {
    return "POST /v1/joins/challenge HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + headers
        + "\r\n\r\n";
  }

  private static String request(String headers, String body) {
    return head(headers) + body;
  }

  private String look() {
    return "GET /v1/invites/" + invite.id().value() + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  private int looks() {
    return host.listed(invite).get("opened").asInt();
  }

  private void assertRefused(int status, String request) {
    var answer = assertLast(request, status);

    assertThat(answer.code())
        .isEqualTo(
            switch (status) {
              case 413 -> "payload_too_large";
              case 415 -> "unsupported_media_type";
              default -> "bad_request";
            });
    assertThat(answer.text()).doesNotContain("Exception", "helidon", "\tat ");
  }

  private Answer assertLast(String request, int status) {
    int before = looks();
    try (var connection = RawConnection.to(broker)) {
      var answers = connection.send(request + look()).end().all();

      assertThat(answers).extracting(Answer::status).containsExactly(status);
      assertThat(answers.getFirst().header("Connection")).isEqualTo("close");
      assertThat(looks()).isEqualTo(before);
      return answers.getFirst();
    }
  }

  private void assertTakenWithTheNext(String request) {
    int before = looks();
    try (var connection = RawConnection.to(broker)) {
      connection.send(request + look());

      assertThat(connection.next().status()).isEqualTo(200);
      assertThat(connection.next().get("state")).isEqualTo("ready");
    }
    assertThat(looks()).isEqualTo(before + 1);
  }
}
