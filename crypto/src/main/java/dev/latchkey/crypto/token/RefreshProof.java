package dev.latchkey.crypto.token;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A member's device answers the broker's challenge, to get a new access token. Session, audience,
/// challenge and time are for the caller to compare. FORMATS.md §6.
///
/// @param audience the origin of the broker that is meant
public record RefreshProof(
    SessionId session, String audience, MemberId member, String challenge, Instant issuedAt) {
  private static final String TYP = "refresh+jwt";
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{16,256}");

  /// Throws [FormatException] unless the challenge is 16 to 256 base64url characters.
  public RefreshProof {
    if (!CHALLENGE.matcher(challenge).matches()) {
      throw new FormatException("challenge: want 16 to 256 base64url characters");
    }
    issuedAt = issuedAt.truncatedTo(SECONDS);
  }

  /// Reads a proof by the member that it names, under the key that `keys` has for that member, and
  /// throws [InvalidTokenException] for any other text.
  public static RefreshProof verify(String text, Function<MemberId, Optional<VerifyingKey>> keys) {
    return SignedText.verify(
        text, TYP, kid -> memberId(kid).flatMap(keys), (claims, jws) -> read(claims, jws.kid()));
  }

  public String sign(SigningKey key) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("sid", session.value());
    claims.put("aud", audience);
    claims.put("sub", member.value());
    claims.put("challenge", challenge);
    claims.put("iat", issuedAt.getEpochSecond());
    return CompactJws.sign(TYP, member.value(), StrictJson.write(claims), key);
  }

  private static RefreshProof read(JsonObject claims, String kid) {
    if (!claims.string("sub").equals(kid)) {
      throw new FormatException("sub: want the member that signed");
    }
    if (!claims.names().iterator().next().equals("sid")) {
      throw new FormatException("sid: want it first");
    }
    return new RefreshProof(
        new SessionId(claims.string("sid")),
        claims.string("aud"),
        new MemberId(kid),
        claims.string("challenge"),
        Instant.ofEpochSecond(claims.integer("iat")));
  }

  private static Optional<MemberId> memberId(String kid) {
    try {
      return Optional.of(new MemberId(kid));
    } catch (FormatException e) {
      return Optional.empty();
    }
  }
}
