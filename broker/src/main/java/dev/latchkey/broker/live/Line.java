package dev.latchkey.broker.live;

import dev.latchkey.broker.http.Live;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What connects one client with its room, and is looked after by [Connections].
interface Line {
  /// How it reaches its client.
  enum Transport {
    WEBSOCKET,
    EVENTS;

    /// As metrics have it.
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Transport transport();

  Ending ending();

  Outbox outbox();

  /// Called again and again: ends what has lasted too long.
  void tick(long nanos, Instant now);

  /// Who it is, once that is known.
  Optional<Live.Present> present(long nanos);

  /// Ends after the writes that have begun.
  void drain(Duration retryAfter);
}
