package dev.latchkey.broker.live;

import java.time.Duration;
import java.time.Instant;

/// What connects one client with its room, and is looked after by [Connections].
interface Line {
  /// Called again and again: ends what has lasted too long.
  void tick(long nanos, Instant now);

  /// Ends after the writes that have begun.
  void drain(Duration retryAfter);
}
