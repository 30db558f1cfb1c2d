package dev.latchkey.broker.session;

import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.SessionId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Counts refused joins for their host to see, behind the back of the refused: what there is to
/// write is written once a second, whoever asks, so that no answer takes longer for an invite that
/// exists than for one that does not.
public final class FailedJoins implements AutoCloseable {
  private static final Logger LOG = System.getLogger(FailedJoins.class.getName());

  private final SessionStore store;
  private final InstantSource clock;
  private final Object writing = new Object();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("failed-joins").factory());
  private Map<Place, Failures> waiting = new HashMap<>();

  public FailedJoins(SessionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  private record Place(SessionId session, InviteId invite) {
    static final Place NOWHERE =
        new Place(new SessionId("A".repeat(27)), new InviteId("A".repeat(22)));
  }

  private record Failures(int count, Instant lastAt) {
    Failures and(Failures later) {
      return new Failures(count + later.count, later.lastAt);
    }
  }

  public void start() {
    var _ = executor.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.SECONDS);
  }

  void count(SessionId session, InviteId invite) {
    count(new Place(session, invite));
  }

  /// As [#count], with nothing to write, for a join to an invite that does not exist.
  void countNothing() {
    count(Place.NOWHERE);
  }

  private synchronized void count(Place place) {
    var _ = waiting.merge(place, new Failures(1, clock.instant()), Failures::and);
  }

  /// Returns when everything that was counted so far is in the store.
  void settle() {
    synchronized (writing) {
      taken()
          .forEach(
              (at, failures) ->
                  store.countFailed(
                      at.session(), at.invite(), failures.count(), failures.lastAt()));
    }
  }

  private synchronized Map<Place, Failures> taken() {
    var taken = waiting;
    waiting = new HashMap<>();
    taken.remove(Place.NOWHERE);
    return taken;
  }

  private void write() {
    try {
      settle();
    } catch (RuntimeException e) {
      // A round that threw would be the last one.
      LOG.log(Level.ERROR, "refused joins were not counted", e);
    }
  }

  @Override
  public void close() {
    executor.close();
    write();
  }
}
