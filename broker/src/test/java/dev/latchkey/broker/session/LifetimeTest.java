package dev.latchkey.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LifetimeTest {
  private static final Instant BEGIN = Instant.parse("2026-06-01T12:00:00Z");
  private static final Duration IDLE = Duration.ofDays(2);

  private final Lifetime endless = new Lifetime(IDLE, Optional.empty());
  private final Lifetime bounded = new Lifetime(IDLE, Optional.of(Duration.ofDays(3)));

  @Test
  void activityLengthensALifeUpToItsMost() {
    assertThat(bounded.expiry(BEGIN, BEGIN)).isEqualTo(BEGIN.plus(IDLE));
    assertThat(bounded.expiry(BEGIN, BEGIN.plus(IDLE))).isEqualTo(BEGIN.plus(Duration.ofDays(3)));
    assertThat(endless.expiry(BEGIN, BEGIN.plus(IDLE))).isEqualTo(BEGIN.plus(Duration.ofDays(4)));
  }

  @Test
  void aSessionEndsAtItsAgeHoweverActiveItIs() {
    var settings = Map.of("LATCHKEY_SESSION_IDLE_TTL", "1h", "LATCHKEY_SESSION_MAX_LIFETIME", "2h");
    try (var broker = TestBroker.inMemory(settings)) {
      var host = broker.host();
      for (int active = 1; active < 12; active++) {
        broker.clock().advance(Duration.ofMinutes(10));
        host.refresh().require(201);
        host.append(3, "active").require(201);
      }
      broker.clock().advance(Duration.ofMinutes(10));

      assertThat(host.get(host.path("/channels/3")).status()).isEqualTo(401);
      assertThat(host.refresh().status()).isEqualTo(401);
      assertThat(broker.sessionStore().purge(broker.clock().instant()).sessions()).isEqualTo(1);
    }
  }
}
