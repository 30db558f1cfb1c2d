package dev.latchkey.broker.relay;

import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Callers who wait until something of a session changes. Whoever starts to watch before looking
/// misses no change after the look.
public final class Waiters implements AutoCloseable {
  private final Map<SessionId, Set<Watch>> watches = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Watch watch(SessionId session) {
    var watch = new Watch(session);
    watches.compute(
        session,
        (_, set) -> {
          var grown = set == null ? ConcurrentHashMap.<Watch>newKeySet() : set;
          grown.add(watch);
          return grown;
        });
    return watch;
  }

  /// Something of the session has changed.
  public void wake(SessionId session) {
    watches.getOrDefault(session, Set.of()).forEach(Watch::wake);
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
    private final Semaphore changes = new Semaphore(0);

    private Watch(SessionId session) {
      this.session = session;
    }

    /// Waits for a change since the last call or since the watch began.
    ///
    /// @return false if none came in time
    boolean await(Duration longest) {
      try {
        boolean changed =
            !closed && changes.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS) && !closed;
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
