package dev.latchkey.broker.store.postgres;

import dev.latchkey.broker.session.StoreFailedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// For how long something is tried again. No caller waits longer for a database that is away.
///
/// @param since when it began, by [System#nanoTime]
record Patience(long since) {
  static final Duration LIMIT = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 100;

  static Patience fromNow() {
    return new Patience(System.nanoTime());
  }

  boolean isOver() {
    return left().isNegative() || left().isZero();
  }

  Duration left() {
    return LIMIT.minusNanos(System.nanoTime() - since);
  }

  /// Lets the database be for a moment.
  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreFailedException("interrupted", e);
    }
  }
}
