package dev.latchkey.crypto.token;

import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.CompactJws;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Signs what the broker vouches for, with the signing key of its ring. Throws
/// IllegalArgumentException for a lifetime that every verifier would refuse.
public final class TokenSigner {
  private final Supplier<KeyRing> ring;

  /// @param ring the ring of the moment
  public TokenSigner(Supplier<KeyRing> ring) {
    this.ring = ring;
  }

  public String sign(InviteToken token) {
    var claims = claims(TokenKind.INVITE, token.issuer(), token.issuedAt(), token.expiresAt());
    claims.put("jti", token.invite().value());
    claims.put("sid", token.session().value());
    claims.put("role", token.role().wire());
    return sign(TokenKind.INVITE, claims);
  }

  public String sign(AccessToken token) {
    var claims = claims(TokenKind.ACCESS, token.issuer(), token.issuedAt(), token.expiresAt());
    claims.put("sid", token.session().value());
    claims.put("sub", token.member().value());
    claims.put("cnf", Map.of("jkt", token.keyThumbprint()));
    return sign(TokenKind.ACCESS, claims);
  }

  private static Map<String, Object> claims(
      TokenKind kind, String issuer, Instant issuedAt, Instant expiresAt) {
    if (!kind.allowsLifetime(issuedAt, expiresAt)) {
      throw new IllegalArgumentException("lifetime: want more than none and at most its kind's");
    }
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", issuer);
    claims.put("aud", kind.audience());
    claims.put("iat", issuedAt.getEpochSecond());
    claims.put("exp", expiresAt.getEpochSecond());
    return claims;
  }

  private String sign(TokenKind kind, Map<String, Object> claims) {
    var keys = ring.get();
    return CompactJws.sign(kind.typ(), keys.kid(), StrictJson.write(claims), keys.signingKey());
  }
}
