package dev.latchkey.broker.ledger;

import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// How many observed acts of one actor are entered one by one into the ledger of a session, so that
/// nobody can fill it. For one thread at a time.
final class Budgets {
  private static final int SLOWER = 60;

  private final LongSupplier nanoTime;
  private final Map<Key, Long> fullAt = new HashMap<>();
  private final Set<SessionId> slow = ConcurrentHashMap.newKeySet();

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  Budgets(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// A bucket of `burst` entries that fills up again by one per `refill`.
  enum Budget {
    /// Those of members are known, and can be removed.
    MEMBER(256, Duration.ofSeconds(10)),
    /// Of one member, reading the ledger.
    READER(1, Duration.ofMinutes(10)),
    /// Of all who are no members, and of the broker for what they bring about.
    ANYONE(64, Duration.ofSeconds(60));

    private final int burst;
    private final Duration refill;

    Budget(int burst, Duration refill) {
      this.burst = burst;
      this.refill = refill;
    }
  }

  private record Key(SessionId session, String actor, Budget budget) {}

  /// The ledger of the session is so long that from now on its budgets fill up more slowly.
  void slowDown(SessionId session) {
    slow.add(session);
  }

  /// Takes one entry.
  ///
  /// @return false if none is left
  boolean take(SessionId session, String actor, Budget budget) {
    long now = nanoTime.getAsLong();
    long refill = budget.refill.toNanos() * (slow.contains(session) ? SLOWER : 1);
    var key = new Key(session, actor, budget);
    var kept = fullAt.get(key);
    long untilFull = (kept == null ? 0 : Math.max(0, kept - now)) + refill;
    if (untilFull > budget.burst * refill) {
      return false;
    }
    fullAt.put(key, now + untilFull);
    return true;
  }

  /// Forgets those of which all is left.
  void tidy() {
    long now = nanoTime.getAsLong();
    fullAt.values().removeIf(it -> it - now <= 0);
  }

  int size() {
    return fullAt.size();
  }
}
