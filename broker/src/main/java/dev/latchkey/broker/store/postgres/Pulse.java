package dev.latchkey.broker.store.postgres;

import dev.latchkey.broker.session.StoreFailedException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Writes once a second, so that whoever asks how the database is need not wait for it.
final class Pulse implements AutoCloseable {
  private static final Duration FRESH = Duration.ofSeconds(4);

  private final Runnable beat;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("store-pulse").factory());
  private volatile long last = System.nanoTime();

  private Pulse(Runnable beat) {
    this.beat = beat;
  }

  static Pulse start(Runnable beat) {
    var pulse = new Pulse(beat);
    var _ = pulse.beats.scheduleWithFixedDelay(pulse::beat, 1, 1, TimeUnit.SECONDS);
    return pulse;
  }

  private void beat() {
    try {
      beat.run();
      last = System.nanoTime();
    } catch (StoreFailedException e) {
      // It is known by the time of the last one.
    }
  }

  boolean isFresh() {
    return System.nanoTime() - last < FRESH.toNanos();
  }

  @Override
  public void close() {
    beats.shutdownNow();
    beats.close();
  }
}
