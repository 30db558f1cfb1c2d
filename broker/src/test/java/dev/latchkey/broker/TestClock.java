package dev.latchkey.broker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it is moved, unless it goes with that of the machine.
public final class TestClock implements InstantSource {
  private final boolean goes;
  private Instant now;
  private long nanos = 1_000_000_000L;

  public TestClock() {
    this(false, Instant.parse("2026-06-01T12:00:00Z"));
  }

  private TestClock(boolean goes, Instant now) {
    this.goes = goes;
    this.now = now;
  }

  static TestClock ofTheMachine() {
    return new TestClock(true, Instant.EPOCH);
  }

  @Override
  public synchronized Instant instant() {
    return goes ? Instant.now() : now;
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
