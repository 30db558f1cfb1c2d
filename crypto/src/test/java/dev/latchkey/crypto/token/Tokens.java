package dev.latchkey.crypto.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A broker, its keys and what it signs, for tests and vectors.
final class Tokens {
  static final String ISSUER = "https://broker.example";
  static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  static final BrokerKey BROKER_KEY = brokerKey("broker key");
  static final BrokerKey OLDER_KEY = brokerKey("older broker key");
  static final KeyRing KEYS = KeyRing.of(BROKER_KEY, List.of(OLDER_KEY.publicHalf()));

  static final SigningKey DEVICE = signingKey("device");
  static final SessionId SESSION = new SessionId("3mJr9q2V0cXw7YbQkZt1eA8d0Lw");
  static final InviteId INVITE = InviteId.of(signingKey("invite").verifyingKey());
  static final MemberId MEMBER = MemberId.of(DEVICE.verifyingKey());

  private Tokens() {}

  static SigningKey signingKey(String name) {
    return SigningKey.fromSeed(Hashes.sha256(name.getBytes(UTF_8)));
  }

  static BrokerKey brokerKey(String name) {
    return BrokerKey.of(signingKey(name));
  }

  static TokenVerifier verifier() {
    return new TokenVerifier(() -> KEYS, ISSUER, Duration.ZERO);
  }

  static InviteToken anInvite() {
    return anInvite(NOW, NOW.plusSeconds(3_600));
  }

  static InviteToken anInvite(Instant issuedAt, Instant expiresAt) {
    return new InviteToken(ISSUER, INVITE, SESSION, Role.EDITOR, issuedAt, expiresAt);
  }

  static AccessToken anAccess() {
    return new AccessToken(
        ISSUER,
        SESSION,
        MEMBER,
        DEVICE.verifyingKey().jwkThumbprint(),
        NOW,
        NOW.plus(AccessToken.MAX_LIFETIME));
  }

  static Map<String, Object> inviteClaims() {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", ISSUER);
    claims.put("aud", "urn:latchkey:join");
    claims.put("iat", NOW.getEpochSecond());
    claims.put("exp", NOW.getEpochSecond() + 3_600);
    claims.put("jti", INVITE.value());
    claims.put("sid", SESSION.value());
    claims.put("role", "editor");
    return claims;
  }

  static Map<String, Object> accessClaims() {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", ISSUER);
    claims.put("aud", "urn:latchkey:access");
    claims.put("iat", NOW.getEpochSecond());
    claims.put("exp", NOW.getEpochSecond() + 600);
    claims.put("sid", SESSION.value());
    claims.put("sub", MEMBER.value());
    claims.put("cnf", Map.of("jkt", DEVICE.verifyingKey().jwkThumbprint()));
    return claims;
  }

  /// The JWK Set of the broker, as a tree.
  static Map<String, ?> jwks() {
    return Map.of("keys", Stream.of(BROKER_KEY, OLDER_KEY).map(Tokens::jwk).toList());
  }

  private static Map<String, String> jwk(BrokerKey key) {
    return Map.of(
        "kty", "OKP",
        "crv", "Ed25519",
        "x", key.publicHalf().key().bytes().toString(),
        "kid", key.publicHalf().kid(),
        "alg", "Ed25519",
        "use", "sig");
  }

  /// Signed by the broker whatever it says.
  static String signed(String typ, Map<String, ?> claims) {
    return CompactJws.sign(typ, KEYS.kid(), StrictJson.write(claims), BROKER_KEY.signingKey());
  }
}
