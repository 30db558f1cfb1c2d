package dev.latchkey.broker.http;

import java.time.Duration;

/// Counts the requests that are being answered, so that a stopping broker can let them end.
final class InFlight {
  private int count;

  synchronized void begin() {
    count++;
  }

  synchronized void end() {
    count--;
    notifyAll();
  }

  /// Waits until no request is being answered, or the time is over.
  synchronized void awaitNone(Duration longest) {
    long deadline = System.nanoTime() + longest.toNanos();
    try {
      for (long left = longest.toMillis(); count > 0 && left > 0; ) {
        wait(left);
        left = (deadline - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
