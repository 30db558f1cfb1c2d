package dev.latchkey.crypto.token;

import java.time.Duration;
import java.time.Instant;

/// What keeps the broker's tokens apart, beside their claims. FORMATS.md §6.
enum TokenKind {
  INVITE("invite+jwt", "urn:latchkey:join", InviteToken.MAX_LIFETIME),
  ACCESS("access+jwt", "urn:latchkey:access", AccessToken.MAX_LIFETIME);

  private final String typ;
  private final String audience;
  private final Duration maxLifetime;

  TokenKind(String typ, String audience, Duration maxLifetime) {
    this.typ = typ;
    this.audience = audience;
    this.maxLifetime = maxLifetime;
  }

  String typ() {
    return typ;
  }

  String audience() {
    return audience;
  }

  boolean allowsLifetime(Instant issuedAt, Instant expiresAt) {
    return expiresAt.isAfter(issuedAt) && !expiresAt.isAfter(issuedAt.plus(maxLifetime));
  }
}
