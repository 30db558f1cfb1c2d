package dev.latchkey.broker.session;

import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Keeps one kind of call waiting while a host signs again, so that a flood of them cannot move
/// what every statement of the host must name: joins the log, writes the heads of the channels.
/// PROTOCOL.md §5.
public final class Holds {
  static final Duration LONGEST = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;
  private final Map<SessionId, Hold> holds = new ConcurrentHashMap<>();

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public Holds(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Called when a host was refused because of such calls. A hold that is on stays as it is.
  void hold(SessionId session) {
    long now = nanoTime.getAsLong();
    holds.values().removeIf(hold -> hold.over(now));
    holds.compute(
        session,
        (_, hold) ->
            hold == null
                ? new Hold(now + LONGEST.toNanos(), new CountDownLatch(1), new AtomicInteger())
                : hold);
  }

  /// Called when a statement of a host was taken.
  void release(SessionId session) {
    var hold = holds.remove(session);
    if (hold != null) {
      hold.released().countDown();
    }
  }

  /// Returns when nothing holds back calls of this session.
  public void await(SessionId session) {
    var hold = holds.get(session);
    if (hold == null) {
      return;
    }
    hold.waiting().incrementAndGet();
    try {
      var _ = hold.released().await(hold.until() - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    holds.remove(session, hold);
  }

  /// How many calls of the session wait.
  public int count(SessionId session) {
    var hold = holds.get(session);
    return hold == null ? 0 : hold.waiting().get();
  }

  /// For how many sessions calls are, or may still be, held back.
  int size() {
    return holds.size();
  }

  private record Hold(long until, CountDownLatch released, AtomicInteger waiting) {
    boolean over(long now) {
      return until - now <= 0;
    }
  }
}
