package dev.latchkey.broker.http.connection;

import java.util.function.LongSupplier;

/// Until when one connection is waited for. Its own thread says what it waits for; any thread may
/// ask whether that has taken too long.
final class Patience {
  private static final long FOREVER = Long.MAX_VALUE;
  private static final long LINGERING_NANOS = 1_000_000_000;

  private enum Stage {
    IDLE,
    HEADER,
    BODY,
    LINGERING,
    ENDED
  }

  private final Deadlines deadlines;
  private final LongSupplier nanoTime;
  private final long origin;
  private volatile Stage stage = Stage.HEADER;
  private long stageEnd;
  private volatile long waitEnd = FOREVER;

  Patience(Deadlines deadlines, LongSupplier nanoTime) {
    this.deadlines = deadlines;
    this.nanoTime = nanoTime;
    this.origin = nanoTime.getAsLong();
    this.stageEnd = deadlines.header().toNanos();
  }

  void beforeRead() {
    if (stage == Stage.ENDED) {
      return;
    }
    if (stageEnd == FOREVER) {
      stageEnd = now() + deadlines.body().toNanos();
    }
    waitEnd = stageEnd;
  }

  void afterRead() {
    waitEnd = FOREVER;
    if (stage == Stage.IDLE) {
      enter(Stage.HEADER);
    }
  }

  void beforeWrite() {
    if (stage != Stage.ENDED) {
      waitEnd = now() + deadlines.answer().toNanos();
    }
  }

  void afterWrite() {
    waitEnd = FOREVER;
  }

  /// The headers are whole. Until the body is read nobody is waited for.
  void requestBegins() {
    enter(Stage.BODY);
  }

  /// @param nextHasBegun whether bytes of the next request are here already
  void requestEnds(boolean nextHasBegun) {
    enter(nextHasBegun ? Stage.HEADER : Stage.IDLE);
  }

  /// What the client still sends is dropped, for a second.
  void lingers() {
    enter(Stage.LINGERING);
  }

  /// Nobody is waited for any more, for good.
  void end() {
    enter(Stage.ENDED);
    waitEnd = FOREVER;
  }

  boolean isOver() {
    long end = waitEnd;
    return end != FOREVER && now() >= end;
  }

  private void enter(Stage next) {
    stage = next;
    stageEnd =
        switch (next) {
          case IDLE -> now() + deadlines.idle().toNanos();
          case HEADER -> now() + deadlines.header().toNanos();
          case LINGERING -> now() + LINGERING_NANOS;
          case BODY, ENDED -> FOREVER;
        };
  }

  private long now() {
    return nanoTime.getAsLong() - origin;
  }
}
