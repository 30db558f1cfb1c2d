package dev.latchkey.broker.relay;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/// What a reader has, and how long it will wait for more.
///
/// @param after sequence number of the newest frame that it has
/// @param patience how long to hold the answer while there is nothing new
/// @param log entries of the statement log that it has, if more of them are news to it
/// @param names version of the names that it has, if a later one is news to it
/// @param heads of channels whose later heads are news to it, too
public record ReadRequest(
    long after, Duration patience, OptionalLong log, OptionalLong names, Map<Integer, Long> heads) {
  boolean hasNews(Heads channel) {
    return channel.head() > after || logOrNamesMoved(channel.size(), channel.namesVersion());
  }

  /// Whether one of the channels has gone past what the reader has of it.
  boolean headsMoved(Map<Integer, Long> now) {
    return now.entrySet().stream()
        .anyMatch(it -> it.getValue() > heads.getOrDefault(it.getKey(), Long.MAX_VALUE));
  }

  /// Whether anything that the reader asked for beside its channel has gone past what it has.
  public boolean restMoved(Reading now) {
    return logOrNamesMoved(now.size(), now.namesVersion()) || headsMoved(now.heads());
  }

  private boolean logOrNamesMoved(int size, long namesVersion) {
    return size > log.orElse(Long.MAX_VALUE) || namesVersion > names.orElse(Long.MAX_VALUE);
  }
}
