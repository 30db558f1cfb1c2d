package dev.latchkey.broker.relay;

import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Callers who wait until something of a session changes. Whoever starts to watch before looking
/// misses no change after the look.
public final class Waiters implements Commits.Listener, AutoCloseable {
  private static final int MOST_PER_MEMBER = 8;
  private static final Duration BRIEFLY = Duration.ofSeconds(1);

  private final Map<SessionId, Set<Watch>> watches = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// A watch for one read of this member. Beyond eight of them it waits for a second at most: not
  /// at all would have the ninth tab of an honest member ask without a pause.
  Watch watch(SessionId session, MemberId member) {
    var watch = new Watch(session, member);
    watches.compute(
        session,
        (_, set) -> {
          var grown = set == null ? ConcurrentHashMap.<Watch>newKeySet() : set;
          watch.patient =
              grown.stream().filter(it -> it.patient && it.member.equals(member)).count()
                  < MOST_PER_MEMBER;
          grown.add(watch);
          return grown;
        });
    return watch;
  }

  @Override
  public void written(SessionId session, List<Commit> commits) {
    changed(session);
  }

  @Override
  public void changed(SessionId session) {
    watches.getOrDefault(session, Set.of()).forEach(Watch::wake);
  }

  /// The sessions that somebody waits for.
  public Set<SessionId> sessions() {
    return watches.keySet();
  }

  /// How many callers wait for this session.
  public int count(SessionId session) {
    return watches.getOrDefault(session, Set.of()).size();
  }

  /// Lets everybody go, now and from now on.
  @Override
  public void close() {
    closed = true;
    watches.values().forEach(set -> set.forEach(Watch::wake));
  }

  /// One caller's wait.
  final class Watch implements AutoCloseable {
    private final SessionId session;
    private final MemberId member;
    private final Semaphore changes = new Semaphore(0);
    private volatile boolean patient;

    private Watch(SessionId session, MemberId member) {
      this.session = session;
      this.member = member;
    }

    /// Waits until there is news, or the time is over.
    ///
    /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
    void awaitNews(Duration patience, LongSupplier nanoTime, BooleanSupplier hasNews) {
      long begin = nanoTime.getAsLong();
      var left = patience;
      while (left.isPositive() && !hasNews.getAsBoolean() && await(left)) {
        left = patience.minusNanos(nanoTime.getAsLong() - begin);
      }
    }

    /// Waits for a change since the last call or since the watch began.
    ///
    /// @return false if none came in time
    boolean await(Duration longest) {
      var allowed = patient || longest.compareTo(BRIEFLY) < 0 ? longest : BRIEFLY;
      try {
        boolean changed =
            !closed && changes.tryAcquire(allowed.toNanos(), TimeUnit.NANOSECONDS) && !closed;
        changes.drainPermits();
        return changed;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    private void wake() {
      changes.release();
    }

    @Override
    public void close() {
      watches.computeIfPresent(
          session,
          (_, set) -> {
            set.remove(this);
            return set.isEmpty() ? null : set;
          });
    }
  }
}
