package dev.latchkey.broker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it is moved.
public final class TestClock implements InstantSource {
  private Instant now;
  private long nanos = 1_000_000_000L;

  public TestClock() {
    this(Instant.parse("2026-06-01T12:00:00Z"));
  }

  TestClock(Instant now) {
    this.now = now;
  }

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
