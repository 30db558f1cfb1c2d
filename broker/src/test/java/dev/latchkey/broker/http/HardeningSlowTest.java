package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that let the broker wait, on a clock that the test moves.
@Timeout(60)
class HardeningSlowTest {
  private static final Duration HEADER = Duration.ofSeconds(10);
  private static final Duration BODY = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final String GET = "GET /v1/nope HTTP/1.1\r\nHost: x\r\n\r\n";

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
  void whoConnectsAndSaysNothingIsCutOff() {
    try (var silent = connected()) {
      assertCutOffAfter(HEADER, silent::isClosed);
    }
  }

  @Test
  void aByteAtATimeBuysNoTime() {
    try (var slow = connected()) {
      slow.send("GET / HTTP/1.1\r\nX: ");

      assertCutOffAfter(HEADER, () -> slow.send("x").isClosed());
    }
  }

  @Test
  void theNextRequestOfAConnectionIsWaitedForNoLongerOnceItHasBegun() {
    try (var slow = connected()) {
      slow.send(GET + "GET / HT").next();

      assertCutOffAfter(HEADER, slow::isClosed);
    }
  }

  @Test
  void aConnectionWithoutARequestIsKeptForAWhile() {
    try (var idle = connected()) {
      idle.send(GET).next();

      assertCutOffAfter(IDLE, idle::isClosed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/joins/challenge", "/v1/nope"})
  void aBodyIsWaitedForWhetherSomebodyWantsItOrNot(String path) {
    try (var slow = connected()) {
      slow.send("POST " + path + " HTTP/1.1\r\nHost: x\r\n");
      slow.send("Content-Type: application/json\r\nContent-Length: 500000\r\n\r\n{");
      if (path.endsWith("nope")) {
        assertThat(slow.next().status()).isEqualTo(404);
      } else {
        awaitBody();
      }

      assertCutOffAfter(BODY, () -> slow.send(" ").isClosed());
    }
  }

  @Test
  void aSlowChunkedBodyIsCutOffToo() {
    try (var slow = connected()) {
      slow.send(
          "POST /v1/joins/challenge HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n");
      slow.send("Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
      awaitBody();

      assertCutOffAfter(BODY, () -> slow.send("1\r\n \r\n").isClosed());
    }
  }

  @Test
  void whoTakesNoAnswerIsCutOff() {
    try (var deaf = connected()) {
      int others = open() - 1;
      deaf.send("GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1_000));

      assertCutOffAfter(ANSWER, () -> open() <= others);
    }
  }

  @Test
  void whoWaitsForNewsIsNotCutOff() throws Exception {
    var held = CompletableFuture.supplyAsync(() -> host.get(host.path("/channels/0?wait=30")));
    broker.awaitReaders(host.session(), 1);
    broker.socketClock().advance(Duration.ofHours(1));
    broker.http().connections().closeLate();

    host.append(0, "news").require(201);

    assertThat(held.get(10, TimeUnit.SECONDS).require(200).json().get("frames")).hasSize(1);
  }

  @Test
  void aCutOffClientFillsNoLog() {
    try (var log = CapturedLog.of("");
        var slow = connected()) {
      slow.send("POST /v1/joins/challenge HTTP/1.1\r\nHost: x\r\n");
      slow.send("Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
      awaitBody();
      assertCutOffAfter(BODY, slow::isClosed);
      try (var gone = RawConnection.to(broker)) {
        gone.send("POST /v1/joins/challenge HTTP/1.1\r\nHost: x\r\n");
        gone.send("Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
      }
      host.get(host.path("/members")).require(200);

      assertThat(log.lines()).noneMatch(line -> line.contains("Exception"));
    }
  }

  private RawConnection connected() {
    int before = open();
    var connection = RawConnection.to(broker);
    while (open() <= before) {
      Thread.onSpinWait();
    }
    return connection;
  }

  /// Returns once the broker is reading a body.
  private void awaitBody() {
    while (broker.http().bodyMemory().taken() == 0) {
      Thread.onSpinWait();
    }
  }

  private int open() {
    return broker.http().connections().openCount();
  }

  /// Moves the clock step by step until it is closed; it may still be read from when the clock has
  /// begun to move. Others are served all the time.
  private void assertCutOffAfter(Duration deadline, BooleanSupplier isClosed) {
    var step = deadline.dividedBy(3);
    var passed = Duration.ofSeconds(1);
    broker.socketClock().advance(passed);
    host.freshNonce();
    assertThat(isClosed.getAsBoolean()).isFalse();
    do {
      broker.socketClock().advance(step);
      broker.http().connections().closeLate();
      passed = passed.plus(step);
      host.freshNonce();
    } while (!isClosed.getAsBoolean());
    assertThat(passed).isGreaterThanOrEqualTo(deadline);
  }
}
