package dev.latchkey.broker.fleet;

import dev.latchkey.broker.live.Rooms;
import dev.latchkey.broker.relay.Waiters;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.session.Standing;
import dev.latchkey.crypto.roster.SessionId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Asks a store that several brokers share what has moved in the sessions that somebody listens to
/// here. So every listener hears of everything, whatever gets lost between the brokers: within a
/// second, or ten while they hear each other.
public final class StoreWatch implements AutoCloseable {
  private static final Logger LOG = System.getLogger(StoreWatch.class.getName());
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS_IF_TOLD = Duration.ofSeconds(10);
  private static final int MOST_AT_ONCE = 1_000;

  private final SessionStore store;
  private final Rooms rooms;
  private final Waiters waiters;
  private final BooleanSupplier told;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("store-watch").factory());
  private Map<SessionId, Standing> last = Map.of();
  private long lookedAt;
  private long checkedLedgersAt;
  private volatile boolean urgent;
  private final Set<SessionId> doubtful = ConcurrentHashMap.newKeySet();

  /// @param told whether the brokers hear each other
  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public StoreWatch(
      SessionStore store,
      Rooms rooms,
      Waiters waiters,
      BooleanSupplier told,
      LongSupplier nanoTime) {
    this.store = store;
    this.rooms = rooms;
    this.waiters = waiters;
    this.told = told;
    this.nanoTime = nanoTime;
    this.lookedAt = nanoTime.getAsLong();
    this.checkedLedgersAt = lookedAt;
  }

  public void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Something of this session may have been missed: looks at it soon.
  void doubt(SessionId session) {
    doubtful.add(session);
  }

  /// Something of any session may have been missed: looks at all soon.
  void doubtAll() {
    urgent = true;
  }

  /// Looks at one session, now.
  void look(SessionId session) {
    tell(session, store.standings(List.of(session)).get(session));
  }

  private void tick() {
    try {
      long now = nanoTime.getAsLong();
      var between = told.getAsBoolean() ? BETWEEN_LOOKS_IF_TOLD : BETWEEN_LOOKS;
      if (urgent || now - lookedAt >= between.toNanos()) {
        urgent = false;
        lookedAt = now;
        lookAtAll(now);
      } else {
        lookAtDoubtful();
      }
    } catch (RuntimeException e) {
      // The next round may succeed; a round that threw would be the last one.
      LOG.log(Level.ERROR, "the store cannot be asked what has moved", e);
    }
  }

  private void lookAtDoubtful() {
    var sessions = List.copyOf(doubtful);
    if (!sessions.isEmpty()) {
      // First: what is doubted from now on is looked at the next time.
      doubtful.removeAll(sessions);
      var standings = standings(sessions);
      sessions.forEach(session -> tell(session, standings.get(session)));
    }
  }

  private void lookAtAll(long now) {
    var open = new HashSet<>(rooms.sessions());
    open.addAll(waiters.sessions());
    var standings = standings(open);
    for (var session : open) {
      var standing = standings.get(session);
      if (standing == null || !Objects.equals(standing, last.get(session))) {
        tell(session, standing);
      }
    }
    last = standings;
    // What was entered into a ledger alone moves nothing of the above.
    if (now - checkedLedgersAt >= BETWEEN_LOOKS_IF_TOLD.toNanos()) {
      checkedLedgersAt = now;
      rooms.sessions().forEach(rooms::grown);
    }
  }

  private void tell(SessionId session, @Nullable Standing standing) {
    rooms.moved(session, standing);
    waiters.changed(session);
  }

  private Map<SessionId, Standing> standings(Collection<SessionId> sessions) {
    var all = new HashMap<SessionId, Standing>();
    var left = new ArrayList<>(sessions);
    for (int from = 0; from < left.size(); from += MOST_AT_ONCE) {
      all.putAll(store.standings(left.subList(from, Math.min(left.size(), from + MOST_AT_ONCE))));
    }
    return all;
  }

  @Override
  public void close() {
    timer.close();
  }
}
