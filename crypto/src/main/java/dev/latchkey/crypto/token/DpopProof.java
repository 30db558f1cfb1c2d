package dev.latchkey.crypto.token;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.SelfSignedJws;
import dev.latchkey.crypto.sign.SigningKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/// Shows that the sender of one request has the key that its access token is bound to. What the
/// proof says must still be compared with the request, the token, the nonces and the clock, and
/// `id` used once: RFC 9449 §4.3, checks 8 to 12. FORMATS.md §6.
///
/// @param url without query and fragment
/// @param tokenHash what [#hashOf] makes of the access token
/// @param nonce the broker's, if the sender knew one
/// @param keyThumbprint of the key that signed, RFC 7638
public record DpopProof(
    String id,
    String method,
    String url,
    Instant issuedAt,
    String tokenHash,
    Optional<String> nonce,
    String keyThumbprint) {
  private static final String TYP = "dpop+jwt";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
  private static final Pattern URL = Pattern.compile("https?://[!-~&&[^?#]]{1,2000}");
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,256}");

  /// Throws [FormatException] for a value that no proof can have.
  public DpopProof {
    requireMatch("jti", id, ID);
    requireMatch("htm", method, METHOD);
    requireMatch("htu", url, URL);
    nonce.ifPresent(text -> requireMatch("nonce", text, NONCE));
    Sha256Text.require(tokenHash);
    Sha256Text.require(keyThumbprint);
    issuedAt = issuedAt.truncatedTo(SECONDS);
  }

  /// Reads a proof that was signed by the key inside it, and throws [InvalidTokenException] for any
  /// other text: RFC 9449 §4.3, checks 2 to 7.
  public static DpopProof verify(String text) {
    return SignedText.verifySelfSigned(
        text,
        TYP,
        (claims, key) ->
            new DpopProof(
                claims.string("jti"),
                claims.string("htm"),
                claims.string("htu"),
                Instant.ofEpochSecond(claims.integer("iat")),
                claims.string("ath"),
                claims.has("nonce") ? Optional.of(claims.string("nonce")) : Optional.empty(),
                key.jwkThumbprint()));
  }

  /// The `ath` of a proof that goes with this access token.
  public static String hashOf(String accessToken) {
    return Sha256Text.of(accessToken);
  }

  /// Throws IllegalArgumentException if `key` is not the one that the proof names.
  public String sign(SigningKey key) {
    if (!key.verifyingKey().jwkThumbprint().equals(keyThumbprint)) {
      throw new IllegalArgumentException("want the key of the thumbprint");
    }
    var claims = new LinkedHashMap<String, Object>();
    claims.put("jti", id);
    claims.put("htm", method);
    claims.put("htu", url);
    claims.put("iat", issuedAt.getEpochSecond());
    claims.put("ath", tokenHash);
    nonce.ifPresent(text -> claims.put("nonce", text));
    return SelfSignedJws.sign(TYP, StrictJson.write(claims), key);
  }

  private static void requireMatch(String name, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw new FormatException(name + ": want " + pattern);
    }
  }
}
