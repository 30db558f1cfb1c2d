package dev.latchkey.broker.session;

import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Removes from the store, again and again until closed, sessions that are expired, and from the
/// ledgers what is recorded of persons for longer than it may be.
public final class Purging implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Purging.class.getName());
  private static final int MOST_AT_ONCE = 1_000;

  private final SessionStore store;
  private final LedgerStore ledgers;
  private final Duration detailsTtl;
  private final SessionMetrics metrics;
  private final InstantSource clock;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("purging").factory());

  /// @param detailsTtl for how long the details of an entry are kept
  public Purging(
      SessionStore store,
      LedgerStore ledgers,
      Duration detailsTtl,
      SessionMetrics metrics,
      InstantSource clock) {
    this.store = store;
    this.ledgers = ledgers;
    this.detailsTtl = detailsTtl;
    this.metrics = metrics;
    this.clock = clock;
  }

  public void start(Duration interval) {
    long millis = interval.toMillis();
    var _ = executor.scheduleWithFixedDelay(this::purge, millis, millis, TimeUnit.MILLISECONDS);
  }

  void purge() {
    try {
      eraseDetails();
      var purged = store.purge(clock.instant());
      metrics.purged(purged);
      if (purged.sessions() > 0) {
        LOG.log(Level.INFO, () -> "removed " + purged.sessions() + " expired sessions");
      }
    } catch (RuntimeException e) {
      // The next round may succeed; a round that threw would be the last one.
      LOG.log(Level.ERROR, "what has expired was not removed", e);
    }
  }

  /// Each ledger gets an entry that says of how many entries details were erased.
  private void eraseDetails() {
    var now = clock.instant();
    int erased;
    do {
      erased =
          ledgers.eraseDetails(
              now.minus(detailsTtl),
              MOST_AT_ONCE,
              (count, log) -> NewEntries.at(now, List.of(NewEntry.erased(count, log))));
      metrics.erased(erased);
    } while (erased == MOST_AT_ONCE);
  }

  @Override
  public void close() {
    executor.close();
  }
}
