package dev.latchkey.crypto.token;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.time.Instant;

/// Lets the device with this key call for a member of a session. It names no role: that is read
/// from the roster at every call. Times are cut to whole seconds.
///
/// @param keyThumbprint of the device signing key, RFC 7638
public record AccessToken(
    String issuer,
    SessionId session,
    MemberId member,
    String keyThumbprint,
    Instant issuedAt,
    Instant expiresAt) {
  public static final Duration MAX_LIFETIME = Duration.ofMinutes(10);

  /// Throws [dev.latchkey.crypto.FormatException] unless the thumbprint is one.
  public AccessToken {
    Sha256Text.require(keyThumbprint);
    issuedAt = issuedAt.truncatedTo(SECONDS);
    expiresAt = expiresAt.truncatedTo(SECONDS);
  }
}
