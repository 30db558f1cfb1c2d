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
class HoldsTest {
  private static final SessionId SESSION = new SessionId("A".repeat(27));
  private static final SessionId OTHER = new SessionId("B".repeat(26) + "A");

  private final TestClock clock = new TestClock();
  private final Holds held = new Holds(clock::nanoTime);

  @Test
  void withoutAHoldNobodyWaits() {
    held.hold(OTHER);
    held.release(SESSION);

    held.await(SESSION);

    assertThat(held.count(SESSION)).isZero();
  }

  @Test
  void whoWaitsGoesOnWhenTheHostHasSpoken() throws Exception {
    held.hold(SESSION);
    var call = CompletableFuture.runAsync(() -> held.await(SESSION));
    while (held.count(SESSION) == 0) {
      Thread.onSpinWait();
    }
    assertThat(call).isNotDone();

    held.release(SESSION);

    call.get(3, TimeUnit.SECONDS);
  }

  @Test
  void aHoldEndsAfterFiveSecondsHoweverOftenTheHostFails() {
    held.hold(SESSION);
    clock.advance(Duration.ofSeconds(4));
    held.hold(SESSION);
    clock.advance(Duration.ofSeconds(1));
    held.hold(OTHER);

    assertThat(held.size()).isEqualTo(1);
    held.await(SESSION);
  }

  @Test
  void aHoldThatIsOverIsForgottenThoughNobodyCalls() {
    held.hold(SESSION);
    clock.advance(Holds.LONGEST.minusNanos(1));
    held.hold(OTHER);
    assertThat(held.size()).isEqualTo(2);

    clock.advance(Duration.ofNanos(1));
    held.hold(OTHER);

    assertThat(held.size()).isEqualTo(1);
  }
}
