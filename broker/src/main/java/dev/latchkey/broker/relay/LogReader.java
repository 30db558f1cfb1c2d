package dev.latchkey.broker.relay;

import dev.latchkey.broker.session.Members;
import dev.latchkey.broker.session.Membership;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Reading the statement log and the names as soon as there is something new.
public final class LogReader {
  private final Members members;
  private final Waiters waiters;
  private final LongSupplier nanoTime;

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public LogReader(Members members, Waiters waiters, LongSupplier nanoTime) {
    this.members = members;
    this.waiters = waiters;
    this.nanoTime = nanoTime;
  }

  /// What is new to the caller, at once if there is something, otherwise as soon as there is, or
  /// when the time is over.
  ///
  /// @param after entries of the log that the caller has
  /// @param names version of the names that it has, if a later one is worth waiting for
  public Members.News read(Membership caller, int after, OptionalLong names, Duration patience) {
    try (var watch = waiters.watch(caller.session(), caller.member())) {
      watch.awaitNews(patience, nanoTime, () -> members.hasNews(caller, after, names));
    }
    return members.news(caller, after, names.orElse(0));
  }
}
