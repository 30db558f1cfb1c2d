package dev.latchkey.broker.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Ends what the thread that began it reads, if that is not closed in time: a read that waits on a
/// socket in an interrupted virtual thread fails, and the socket is closed.
final class BodyDeadline implements AutoCloseable {
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final Thread reader = Thread.currentThread();
  private final Future<?> expiry;
  private boolean interrupted;
  private boolean closed;

  private BodyDeadline(Duration longest) {
    expiry = TIMER.schedule(this::expire, longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  static BodyDeadline begin(Duration longest) {
    return new BodyDeadline(longest);
  }

  private synchronized void expire() {
    if (!closed) {
      interrupted = true;
      reader.interrupt();
    }
  }

  /// Called by the thread that began. It is not interrupted by this deadline afterwards.
  @Override
  public synchronized void close() {
    closed = true;
    expiry.cancel(false);
    if (interrupted) {
      Thread.interrupted();
    }
  }

  private static ScheduledThreadPoolExecutor timer() {
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("body-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
