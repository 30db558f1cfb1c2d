package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Scrape;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every metric of live connections moves when that happens of which it tells.
@Timeout(60)
class LiveMetricsTest {
  private final TestBroker broker =
      TestBroker.inMemory(Map.of("LATCHKEY_LIVE_OUTBOX_BYTES", "512KiB"));

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void connectionsSessionsAndMembersAreThereForAsLongAsTheyAre() {
    var host = broker.host();
    var guest = broker.guest();
    guest.join(host.invite(Role.EDITOR)).require(201);
    try (var _ = LiveClient.follow(broker, host, 0);
        var _ = LiveClient.follow(broker, host, 0);
        var _ = LiveClient.follow(broker, guest, 0)) {
      var during = Scrape.of(broker);

      assertThat(during.value("latchkey_connections", "transport", "websocket")).isEqualTo(3);
      assertThat(during.value("latchkey_connections", "transport", "events")).isZero();
      assertThat(during.value("latchkey_sessions_active")).isEqualTo(1);
      assertThat(during.value("latchkey_members_online")).isEqualTo(2);
      assertThat(during.value("latchkey_http_connections")).isGreaterThanOrEqualTo(3);
    }
    awaitNobody();

    var after = Scrape.of(broker);

    assertThat(after.value("latchkey_connections", "transport", "websocket")).isZero();
    assertThat(after.value("latchkey_sessions_active")).isZero();
    assertThat(after.value("latchkey_members_online")).isZero();
    assertThat(opened(after, "websocket")).isEqualTo(3);
    assertThat(closed(after, "client")).isEqualTo(3);
    assertThat(after.value("latchkey_connection_duration_seconds_count")).isEqualTo(3);
  }

  @Test
  void aStreamOfEventsIsAConnectionToo() {
    var host = broker.host();
    try (var _ = EventClient.open(broker, host, "")) {
      assertThat(Scrape.of(broker).value("latchkey_connections", "transport", "events"))
          .isEqualTo(1);
    }
  }

  @Test
  void messagesAreCountedByKindBothWays() {
    var host = broker.host();
    var guest = broker.guest();
    guest.join(host.invite(Role.EDITOR)).require(201);
    try (var writer = LiveClient.follow(broker, host, 0);
        var reader = LiveClient.follow(broker, guest, 0)) {
      writer.append(1, 0, "a");
      writer.append(2, 0, "b");
      writer.settle();
      reader.settle();

      var scrape = Scrape.of(broker);

      assertThat(received(scrape, "hello")).isEqualTo(2);
      assertThat(received(scrape, "append")).isEqualTo(2);
      assertThat(received(scrape, "replace")).isZero();
      assertThat(received(scrape, "ping")).isEqualTo(2);
      assertThat(sent(scrape, "challenge")).isEqualTo(2);
      assertThat(sent(scrape, "welcome")).isEqualTo(2);
      assertThat(sent(scrape, "acked")).isEqualTo(2);
      assertThat(sent(scrape, "frame")).isEqualTo(2);
      assertThat(sent(scrape, "pong")).isEqualTo(2);
      assertThat(sent(scrape, "refused")).isZero();
    }
  }

  @Test
  void whoDoesNotReadIsASlowConsumerAndItsOutboxIsSeen() {
    var host = broker.host();
    try (var slow = LiveClient.open(broker, host, 4_096)) {
      slow.hello(0, Map.of(0, 0L));
      slow.skipTo(Heard.Live.class);
      double most = 0;
      for (int i = 0; i < 40; i++) {
        host.append(0, "x".repeat(200_000)).require(201);
        if (i % 10 == 9) {
          most = Math.max(most, Scrape.of(broker).value("latchkey_outbox_bytes"));
        }
      }
      broker.clock().advance(Duration.ofSeconds(5));
      awaitNobody();

      var scrape = Scrape.of(broker);

      assertThat(most).isGreaterThan(200_000);
      assertThat(scrape.value("latchkey_outbox_bytes")).isZero();
      assertThat(scrape.value("latchkey_slow_consumers_total")).isEqualTo(1);
      assertThat(closed(scrape, "4508")).isEqualTo(1);
    }
  }

  @Test
  void aRefusedHelloIsSomebodyUnproven() {
    var host = broker.host();
    try (var client = LiveClient.open(broker, host)) {
      client.expect(Heard.Challenge.class);
      client.say(Said.hello("x.y.z", "x.y.z", 0, 0, new LinkedHashMap<>()));
      assertThat(client.bye().code()).isEqualTo(4401);
    }
    awaitNobody();

    var scrape = Scrape.of(broker);

    assertThat(scrape.value("latchkey_auth_failures_total", "reason", "hello")).isEqualTo(1);
    assertThat(closed(scrape, "4401")).isEqualTo(1);
  }

  @Test
  void aLimitOnAConnectionIsCountedByItsRule() {
    var host = broker.host();
    try (var client = LiveClient.follow(broker, host, 0)) {
      for (int i = 0; i < 4_001; i++) {
        client.say(Said.ping(i));
      }
      assertThat(client.bye().code()).isEqualTo(4529);
    }

    assertThat(Scrape.of(broker).value("latchkey_rate_limited_total", "rule", "live-messages"))
        .isEqualTo(1);
  }

  private void awaitNobody() {
    while (broker.connections() > 0) {
      Thread.onSpinWait();
    }
  }

  private static double opened(Scrape scrape, String transport) {
    return scrape.value("latchkey_connections_opened_total", "transport", transport);
  }

  private static double closed(Scrape scrape, String code) {
    return scrape.value("latchkey_connections_closed_total", "code", code);
  }

  private static double received(Scrape scrape, String kind) {
    return scrape.value("latchkey_messages_received_total", "kind", kind);
  }

  private static double sent(Scrape scrape, String kind) {
    return scrape.value("latchkey_messages_sent_total", "kind", kind);
  }
}
