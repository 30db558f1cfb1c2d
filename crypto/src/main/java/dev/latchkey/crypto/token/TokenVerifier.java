package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.SignedText.require;

import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/// Accepts the tokens that this broker signed for this use and that are good at this time, and
/// throws [InvalidTokenException] for all others. Whether the session lives and the invite is
/// unspent is for the caller to find out. RFC 8725, FORMATS.md §6.
///
/// A token is expired from the second `exp` on; `iat` and `nbf` may be now. The leeway moves all
/// three in the token's favour.
public final class TokenVerifier {
  public static final Duration MAX_LEEWAY = Duration.ofSeconds(30);

  private final Supplier<KeyRing> ring;
  private final String issuer;
  private final Duration leeway;

  /// @param ring the ring of the moment
  public TokenVerifier(Supplier<KeyRing> ring, String issuer, Duration leeway) {
    if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
      throw new IllegalArgumentException("leeway: want PT0S to " + MAX_LEEWAY + ", got " + leeway);
    }
    this.ring = ring;
    this.issuer = issuer;
    this.leeway = leeway;
  }

  public InviteToken verifyInvite(String text, Instant now) {
    return SignedText.verify(
        text,
        TokenKind.INVITE.typ(),
        ring.get()::find,
        (claims, _) -> {
          requireGood(claims, TokenKind.INVITE, now);
          return new InviteToken(
              issuer,
              new InviteId(claims.string("jti")),
              new SessionId(claims.string("sid")),
              Role.fromWire(claims.string("role")),
              time(claims, "iat"),
              time(claims, "exp"));
        });
  }

  public AccessToken verifyAccess(String text, Instant now) {
    return SignedText.verify(
        text,
        TokenKind.ACCESS.typ(),
        ring.get()::find,
        (claims, _) -> {
          requireGood(claims, TokenKind.ACCESS, now);
          return new AccessToken(
              issuer,
              new SessionId(claims.string("sid")),
              new MemberId(claims.string("sub")),
              claims.object("cnf").requireExactly(Set.of("jkt")).string("jkt"),
              time(claims, "iat"),
              time(claims, "exp"));
        });
  }

  private void requireGood(JsonObject claims, TokenKind kind, Instant now) {
    var issuedAt = time(claims, "iat");
    var expiresAt = time(claims, "exp");
    var notBefore = claims.has("nbf") ? time(claims, "nbf") : issuedAt;
    require(claims.string("iss").equals(issuer), Reason.ISSUER);
    require(claims.string("aud").equals(kind.audience()), Reason.AUDIENCE);
    require(!issuedAt.isAfter(now.plus(leeway)), Reason.NOT_YET_VALID);
    require(!notBefore.isAfter(now.plus(leeway)), Reason.NOT_YET_VALID);
    require(expiresAt.isAfter(now.minus(leeway)), Reason.EXPIRED);
    require(kind.allowsLifetime(issuedAt, expiresAt), Reason.LIFETIME);
  }

  private static Instant time(JsonObject claims, String name) {
    return Instant.ofEpochSecond(claims.integer(name));
  }
}
