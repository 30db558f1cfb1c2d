package dev.latchkey.broker.session;

import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.crypto.roster.SessionId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

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
    List<SessionId> erased;
    do {
      erased = ledgers.eraseDetails(now.minus(detailsTtl), MOST_AT_ONCE);
      metrics.erased(erased.size());
      erased.stream()
          .collect(Collectors.groupingBy(it -> it, LinkedHashMap::new, Collectors.counting()))
          .forEach((session, count) -> enter(session, count.intValue(), now));
    } while (erased.size() == MOST_AT_ONCE);
  }

  private void enter(SessionId session, int count, Instant now) {
    store
        .find(session)
        .map(row -> NewEntry.erased(count, row.size()))
        .ifPresent(entry -> ledgers.append(session, NewEntries.at(now, List.of(entry))));
  }

  @Override
  public void close() {
    executor.close();
  }
}
