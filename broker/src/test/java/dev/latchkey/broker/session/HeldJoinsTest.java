package dev.latchkey.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestClock;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(4)
class HeldJoinsTest {
  private static final SessionId SESSION = new SessionId("A".repeat(27));
  private static final SessionId OTHER = new SessionId("B".repeat(26) + "A");

  private final TestClock clock = new TestClock();
  private final HeldJoins held = new HeldJoins(clock::nanoTime);

  @Test
  void withoutAHoldNobodyWaits() {
    held.hold(OTHER);

    held.await(SESSION);

    assertThat(held.count(SESSION)).isZero();
  }

  @Test
  void whoWaitsGoesOnWhenTheHostHasSpoken() throws Exception {
    held.hold(SESSION);
    var join = CompletableFuture.runAsync(() -> held.await(SESSION));
    while (held.count(SESSION) == 0) {
      Thread.onSpinWait();
    }
    assertThat(join).isNotDone();

    held.release(SESSION);

    join.get(3, TimeUnit.SECONDS);
  }

  @Test
  void aHoldEndsAfterFiveSecondsHoweverOftenTheHostFails() {
    held.hold(SESSION);
    clock.advance(Duration.ofSeconds(4));
    held.hold(SESSION);
    clock.advance(Duration.ofSeconds(1));

    held.await(SESSION);
  }

  @Test
  void aHoldThatIsOverIsForgottenThoughNobodyJoins() {
    held.hold(SESSION);
    clock.advance(HeldJoins.LONGEST.minusNanos(1));
    held.hold(OTHER);
    assertThat(held.size()).isEqualTo(2);

    clock.advance(Duration.ofNanos(1));
    held.hold(OTHER);

    assertThat(held.size()).isEqualTo(1);
  }
}
