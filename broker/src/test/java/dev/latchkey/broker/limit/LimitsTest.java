package dev.latchkey.broker.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.BrokerException.RateLimited;
import dev.latchkey.broker.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private final TestClock clock = new TestClock();
  private final Limits limits = new Limits(clock::nanoTime, new SecureRandom(), 1_000);

  @Test
  void aBucketGrantsItsBurstAndThenWhatComesBack() {
    for (int i = 0; i < Limit.CREATE.burst(); i++) {
      limits.take(Limit.CREATE, "a");
    }

    assertThatThrownBy(() -> limits.take(Limit.CREATE, "a")).isInstanceOf(RateLimited.class);
    clock.advance(Limit.CREATE.refill().minusNanos(1));
    assertThatThrownBy(() -> limits.take(Limit.CREATE, "a")).isInstanceOf(RateLimited.class);
    clock.advance(Duration.ofNanos(1));
    limits.take(Limit.CREATE, "a");
    assertThatThrownBy(() -> limits.take(Limit.CREATE, "a")).isInstanceOf(RateLimited.class);
  }

  @Test
  void keysAndLimitsDoNotShareBuckets() {
    limits.charge(Limit.CREATE, "a", Limit.CREATE.burst());

    limits.take(Limit.CREATE, "b");
    limits.take(Limit.TRY, "a");
    assertThat(limits.isEmpty(Limit.CREATE, "a")).isTrue();
  }

  @Test
  void inAnyWindowNoMoreIsGrantedThanBurstAndRefill() {
    var random = new Random(7);
    long granted = 0;
    var elapsed = Duration.ZERO;
    for (int i = 0; i < 5_000; i++) {
      var step = Duration.ofMillis(random.nextInt(400));
      clock.advance(step);
      elapsed = elapsed.plus(step);
      if (granted(Limit.CREATE)) {
        granted++;
      }
      assertThat(granted)
          .isLessThanOrEqualTo(Limit.CREATE.burst() + elapsed.dividedBy(Limit.CREATE.refill()));
    }
    assertThat(granted).isGreaterThan(elapsed.dividedBy(Limit.CREATE.refill()));
  }

  @Test
  void whoWaitsAsLongAsToldIsGranted() {
    limits.charge(Limit.JOIN_ADDRESS, "a", 30);
    var refusal = refusal(() -> limits.require(Limit.JOIN_ADDRESS, "a", 3));

    assertThat(refusal.waitFor()).isBetween(Duration.ofSeconds(9), Duration.ofMillis(10_800));
    clock.advance(refusal.waitFor());

    assertThatCode(() -> limits.require(Limit.JOIN_ADDRESS, "a", 3)).doesNotThrowAnyException();
  }

  @Test
  void askingTakesNothingAndAChargeIsNeverOwed() {
    for (int i = 0; i < 100; i++) {
      limits.require(Limit.JOIN_ADDRESS, "a", 3);
    }
    limits.charge(Limit.JOIN_ADDRESS, "a", 1_000);

    clock.advance(Limit.JOIN_ADDRESS.refill().multipliedBy(3));

    assertThatCode(() -> limits.require(Limit.JOIN_ADDRESS, "a", 3)).doesNotThrowAnyException();
  }

  @Test
  void theBucketThatWouldBeFullSoonestIsForgottenFirst() {
    var few = new Limits(clock::nanoTime, new SecureRandom(), 2);
    few.charge(Limit.CREATE, "a", 60);
    few.charge(Limit.CREATE, "b", 60);
    few.charge(Limit.JOIN_ADDRESS, "c", 30);
    clock.advance(Limit.CREATE.window().minusNanos(1));
    few.charge(Limit.CREATE, "b", 60);
    few.charge(Limit.CREATE, "a", 1);

    assertThat(few.size()).isEqualTo(2);
    assertThat(few.isEmpty(Limit.JOIN_ADDRESS, "c")).isFalse();
    assertThat(few.isEmpty(Limit.CREATE, "b")).isTrue();
  }

  @Test
  void theKeyThatHidesAddressesIsDrawnAtRandom() {
    var drawn = new AtomicInteger();
    var random =
        new SecureRandom() {
          @Override
          public void nextBytes(byte[] bytes) {
            super.nextBytes(bytes);
            drawn.addAndGet(bytes.length);
          }
        };

    new Limits(clock::nanoTime, random, 1).take(Limit.CREATE, "a");

    assertThat(drawn).hasValue(32);
  }

  private boolean granted(Limit limit) {
    try {
      limits.take(limit, "window");
      return true;
    } catch (RateLimited e) {
      return false;
    }
  }

  private static RateLimited refusal(Runnable call) {
    try {
      call.run();
    } catch (RateLimited e) {
      return e;
    }
    throw new AssertionError("want a refusal");
  }
}
