package dev.latchkey.crypto.token;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.time.Instant;

/// The broker's word that an invite stands. It lets nobody in by itself: a join needs the invite's
/// key, and clients believe the host's statement. Times are cut to whole seconds.
public record InviteToken(
    String issuer,
    InviteId invite,
    SessionId session,
    Role role,
    Instant issuedAt,
    Instant expiresAt) {
  public static final Duration MAX_LIFETIME = Duration.ofDays(7);

  public InviteToken {
    issuedAt = issuedAt.truncatedTo(SECONDS);
    expiresAt = expiresAt.truncatedTo(SECONDS);
  }
}
