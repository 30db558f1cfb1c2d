package dev.latchkey.crypto.token;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.latchkey.crypto.FormatException;
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
    return MemberProof.verify(
        text,
        TYP,
        keys,
        (proof, claims) ->
            new RefreshProof(
                proof.session(),
                proof.audience(),
                proof.member(),
                claims.string("challenge"),
                Instant.ofEpochSecond(claims.integer("iat"))));
  }

  public String sign(SigningKey key) {
    var rest = new LinkedHashMap<String, Object>();
    rest.put("challenge", challenge);
    rest.put("iat", issuedAt.getEpochSecond());
    return new MemberProof(session, audience, member).sign(TYP, rest, key);
  }
}
