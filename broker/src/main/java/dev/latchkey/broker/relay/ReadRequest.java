package dev.latchkey.broker.relay;

import java.time.Duration;
import java.util.OptionalLong;

/// What a reader has, and how long it will wait for more.
///
/// @param after sequence number of the newest frame that it has
/// @param patience how long to hold the answer while there is nothing new
/// @param log entries of the statement log that it has, if more of them are news to it
/// @param names version of the names that it has, if a later one is news to it
public record ReadRequest(long after, Duration patience, OptionalLong log, OptionalLong names) {
  boolean hasNews(Heads heads) {
    return heads.head() > after || logOrNamesMoved(heads.size(), heads.namesVersion());
  }

  /// Whether the log or the names have gone past what the reader has of them.
  public boolean logOrNamesMoved(int size, long namesVersion) {
    return size > log.orElse(Long.MAX_VALUE) || namesVersion > names.orElse(Long.MAX_VALUE);
  }
}
