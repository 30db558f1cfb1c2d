package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.TestBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// How much one address, and all of them together, can take of the broker.
class HardeningConnectionsTest {
  private static final String GET = "GET /v1/nope HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final int PART = 300_000;

  @Test
  void anAddressHasItsMostConnectionsAndNoMore() {
    try (var broker = withMost(3);
        var first = RawConnection.to(broker);
        var second = RawConnection.to(broker)) {
      var third = RawConnection.to(broker);
      for (var connection : List.of(first, second, third)) {
        assertThat(connection.send(GET).next().status()).isEqualTo(404);
      }

      try (var fourth = RawConnection.to(broker)) {
        assertThat(fourth.send(GET).all()).isEmpty();
      }
      try (var elsewhere = RawConnection.from("127.0.0.2", broker.wire().base())) {
        assertThat(elsewhere.send(GET).next().status()).isEqualTo(404);
      }
      assertThat(first.send(GET).next().status()).isEqualTo(404);

      third.close();
      await(() -> broker.http().connections().openCount() == 2);
      try (var next = RawConnection.to(broker)) {
        assertThat(next.send(GET).next().status()).isEqualTo(404);
      }
    }
  }

  @Test
  void anAddressThatHasItsMostConnectionsIsLoggedOnceAndNotNamed() {
    try (var log = CapturedLog.of("dev.latchkey");
        var broker = withMost(1);
        var only = RawConnection.to(broker)) {
      only.send(GET).next();
      for (int i = 0; i < 20; i++) {
        try (var more = RawConnection.to(broker)) {
          assertThat(more.send(GET).all()).isEmpty();
        }
      }

      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().getFirst()).contains("trusted-proxies").doesNotContain("127.0.0.1");
    }
  }

  @Test
  void aTrustedProxyHasAsManyAsItNeeds() {
    try (var broker =
            TestBroker.inMemory(
                Map.of(
                    "LATCHKEY_HTTP_MAX_CONNECTIONS_PER_ADDRESS", "1",
                    "LATCHKEY_TRUSTED_PROXIES", "127.0.0.1"));
        var first = RawConnection.to(broker);
        var second = RawConnection.to(broker)) {
      assertThat(first.send(GET).next().status()).isEqualTo(404);
      assertThat(second.send(GET).next().status()).isEqualTo(404);
    }
  }

  @Test
  void oneAddressFillsAQuarterOfTheMemoryForBodiesAtMost() {
    try (var broker = withLittleMemory();
        var first = unfinished(broker, "127.0.0.1")) {
      await(() -> taken(broker) >= PART);

      try (var second = unfinished(broker, "127.0.0.1")) {
        assertOverloaded(second.end().all());
      }
      try (var elsewhere = unfinished(broker, "127.0.0.2")) {
        await(() -> taken(broker) >= 2 * PART);
        assertThat(elsewhere.isClosed()).isFalse();
      }

      assertThat(first.send("x".repeat(500_000 - PART)).next().code()).isEqualTo("bad_request");
      await(() -> taken(broker) == 0);
    }
  }

  @Test
  void allBodiesTogetherHaveTheirMemoryAndNoMore() {
    var open = new ArrayList<RawConnection>();
    try (var broker = withLittleMemory()) {
      for (int address = 1; address <= 6; address++) {
        open.add(unfinished(broker, "127.0.0." + address));
        int number = address;
        await(() -> taken(broker) >= (long) number * PART);
      }

      try (var last = unfinished(broker, "127.0.0.7")) {
        assertOverloaded(last.end().all());
      }

      assertThat(taken(broker)).isLessThanOrEqualTo(2 << 20);
      open.forEach(RawConnection::close);
      await(() -> taken(broker) == 0);
      assertThat(broker.host().append(0, "x").status()).isEqualTo(201);
    }
  }

  private static TestBroker withMost(int connections) {
    return TestBroker.inMemory(
        Map.of("LATCHKEY_HTTP_MAX_CONNECTIONS_PER_ADDRESS", Integer.toString(connections)));
  }

  private static TestBroker withLittleMemory() {
    return TestBroker.inMemory(Map.of("LATCHKEY_HTTP_BODY_MEMORY", "2MiB"));
  }

  /// A connection that has sent a part of a body.
  private static RawConnection unfinished(TestBroker broker, String address) {
    return RawConnection.from(address, broker.wire().base())
        .send(
            "POST /v1/joins/challenge HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 500000\r\n\r\n"
                + "x".repeat(PART));
  }

  private static void assertOverloaded(List<Answer> answers) {
    assertThat(answers).hasSize(1);
    var answer = answers.getFirst();
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("overloaded");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.header("Connection")).isEqualTo("close");
  }

  private static long taken(TestBroker broker) {
    return broker.http().bodyMemory().taken();
  }

  private static void await(BooleanSupplier reached) {
    while (!reached.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
