package dev.latchkey.broker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it is moved.
public final class TestClock implements InstantSource {
  private Instant now = Instant.parse("2026-06-01T12:00:00Z");
  private long nanos = 1_000_000_000L;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  public synchronized long nanoTime() {
    return nanos;
  }

  /// Sets the wall clock; no time passes.
  public synchronized void jump(Duration by) {
    now = now.plus(by);
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
    nanos += by.toNanos();
  }
}
