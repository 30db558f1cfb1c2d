package dev.latchkey.broker.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.broker.BrokerException.RateLimited;
import dev.latchkey.broker.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final Limit LIMIT = Limit.WRITE;

  private final TestClock clock = new TestClock();
  private final Meter meter = new Meter(LIMIT, clock::nanoTime);

  @Test
  void theBurstIsThereAtOnceAndNoMore() {
    meter.take(LIMIT.burst());

    assertThat(waitFor(1)).isEqualTo(LIMIT.refill());
    assertThat(waitFor(2)).isEqualTo(LIMIT.refill().multipliedBy(2));
  }

  @Test
  void afterTheWaitTheSameCallSucceeds() {
    meter.take(LIMIT.burst());
    var wait = waitFor(3);

    clock.advance(wait.minusNanos(1));
    assertThat(waitFor(3)).isEqualTo(Duration.ofNanos(1));
    clock.advance(Duration.ofNanos(1));
    meter.take(3);
  }

  @Test
  void whatIsRefusedCostsNothing() {
    meter.take(LIMIT.burst() - 1);
    waitFor(2);

    meter.take(1);
  }

  @Test
  void aBucketHoldsItsBurstHoweverLongItRests() {
    clock.advance(Duration.ofDays(1));

    meter.take(LIMIT.burst());

    waitFor(1);
  }

  private Duration waitFor(int tokens) {
    var refusal = new RateLimited[1];
    assertThatExceptionOfType(RateLimited.class)
        .isThrownBy(() -> meter.take(tokens))
        .satisfies(it -> refusal[0] = it);
    return refusal[0].waitFor();
  }
}
