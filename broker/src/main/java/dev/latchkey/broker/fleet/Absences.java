package dev.latchkey.broker.fleet;

import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/// Members whose last connection to a broker is gone, until another broker says that it has one, or
/// half a second is over.
final class Absences {
  static final Duration LONGEST_DOUBT = Duration.ofMillis(500);

  private static final int MOST = 65_536;

  private final LongSupplier nanoTime;
  private final Map<Absence, Long> since = new ConcurrentHashMap<>();

  private record Absence(SessionId session, MemberId member) {}

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  Absences(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// From now on it is doubtful whether the member is still there.
  ///
  /// @return false if there are too many to wait for
  boolean begin(SessionId session, MemberId member) {
    if (since.size() >= MOST) {
      return false;
    }
    since.put(new Absence(session, member), nanoTime.getAsLong());
    return true;
  }

  void end(SessionId session, MemberId member) {
    since.remove(new Absence(session, member));
  }

  /// Tells of those that have lasted long enough, each once.
  void tellOld(BiConsumer<SessionId, MemberId> told) {
    long now = nanoTime.getAsLong();
    since.forEach(
        (absence, begun) -> {
          if (now - begun >= LONGEST_DOUBT.toNanos() && since.remove(absence, begun)) {
            told.accept(absence.session(), absence.member());
          }
        });
  }
}
