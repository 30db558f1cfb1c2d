package dev.latchkey.broker.live;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When each of many clients is told to go: one every 5 ms in the mean, in no order, and all of
/// them in two thirds of the time there is, so that those who come back come to other brokers, or
/// to the next one, a few at a time, and the last ones still have theirs to finish what they write.
final class Farewells {
  private static final Duration BETWEEN = Duration.ofMillis(5);

  private final Duration spread;
  private final RandomGenerator random;

  /// @param count of clients
  /// @param longest until all must be gone
  Farewells(int count, Duration longest, RandomGenerator random) {
    var unhurried = BETWEEN.multipliedBy(count);
    var most = longest.multipliedBy(2).dividedBy(3);
    this.spread = unhurried.compareTo(most) < 0 ? unhurried : most;
    this.random = random;
  }

  /// How long the next one may stay.
  Duration next() {
    return Duration.ofNanos(random.nextLong(spread.toNanos() + 1));
  }
}
