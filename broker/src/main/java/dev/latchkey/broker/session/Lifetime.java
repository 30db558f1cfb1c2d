package dev.latchkey.broker.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long sessions live.
///
/// @param idle after the last activity
/// @param most after their beginning, whatever happens in them; empty for no such end
public record Lifetime(Duration idle, Optional<Duration> most) {
  /// When a session that began at this time expires if it is active now.
  Instant expiry(Instant createdAt, Instant now) {
    var idleEnd = now.plus(idle);
    return most.map(createdAt::plus).filter(idleEnd::isAfter).orElse(idleEnd);
  }
}
