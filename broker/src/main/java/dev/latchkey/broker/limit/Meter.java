package dev.latchkey.broker.limit;

import dev.latchkey.broker.BrokerException.RateLimited;
import java.time.Duration;
import java.util.function.LongSupplier;

/// One bucket of a [Limit] for a holder that has it alone. For one thread at a time.
public final class Meter {
  private final Limit limit;
  private final LongSupplier nanoTime;
  private long fullAt;

  /// A full bucket.
  ///
  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public Meter(Limit limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.fullAt = nanoTime.getAsLong();
  }

  /// Takes so many tokens. Throws [RateLimited], taking nothing, if there are not as many.
  public void take(int tokens) {
    long now = nanoTime.getAsLong();
    long untilFull = Math.max(0, fullAt - now) + tokens * limit.refill().toNanos();
    long excess = untilFull - limit.window().toNanos();
    if (excess > 0) {
      throw new RateLimited(limit.wire(), limit.burst(), limit.window(), Duration.ofNanos(excess));
    }
    fullAt = now + untilFull;
  }
}
