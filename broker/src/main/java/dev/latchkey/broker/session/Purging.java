package dev.latchkey.broker.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Removes expired sessions from the store, again and again until closed.
public final class Purging implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Purging.class.getName());

  private final SessionStore store;
  private final InstantSource clock;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("purging").factory());

  public Purging(SessionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public void start(Duration interval) {
    long millis = interval.toMillis();
    var _ = executor.scheduleWithFixedDelay(this::purge, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void purge() {
    try {
      var purged = store.purge(clock.instant());
      if (purged.sessions() > 0) {
        LOG.log(Level.INFO, () -> "removed " + purged.sessions() + " expired sessions");
      }
    } catch (RuntimeException e) {
      // The next round may succeed; a round that threw would be the last one.
      LOG.log(Level.ERROR, "expired sessions were not removed", e);
    }
  }

  @Override
  public void close() {
    executor.close();
  }
}
