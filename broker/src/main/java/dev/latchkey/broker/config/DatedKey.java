package dev.latchkey.broker.config;

import java.time.Instant;
import java.util.Optional;

/// A key and its time.
///
/// @param from when it is the one to use
/// @param until when what it made counts no more; empty as long as no other key follows it
public record DatedKey<K>(K key, Instant from, Optional<Instant> until) {
  public boolean hasBegun(Instant now) {
    return !now.isBefore(from);
  }

  public boolean hasEnded(Instant now) {
    return until.isPresent() && !now.isBefore(until.get());
  }

  DatedKey<K> endingAt(Instant end) {
    return until.isPresent() && until.get().isBefore(end)
        ? this
        : new DatedKey<>(key, from, Optional.of(end));
  }
}
