package dev.latchkey.crypto.jws;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.regex.Pattern;

/// A JWS whose key the reader already knows and finds by `kid`: every token and statement but
/// `dpop+jwt`. Parsing says nothing about who signed it; only [#verify] does. FORMATS.md §5.
public final class CompactJws {
  private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
  private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private final JwsText jws;
  private final String typ;
  private final String kid;

  private CompactJws(JwsText jws) {
    this.jws = jws;
    this.typ = jws.header().string("typ");
    this.kid = requireKid(jws.header().string("kid"));
  }

  /// Throws [FormatException] unless `text` is at most `maxChars` long, in the one canonical
  /// spelling, with a header of exactly `alg` `Ed25519`, `typ` and `kid`.
  public static CompactJws parse(String text, int maxChars) {
    return new CompactJws(JwsText.parse(text, maxChars, HEADER));
  }

  public static String sign(String typ, String kid, byte[] payload, SigningKey key) {
    var header = new LinkedHashMap<String, String>();
    header.put("alg", JwsText.ALGORITHM);
    header.put("typ", typ);
    header.put("kid", requireKid(kid));
    return JwsText.sign(header, payload, key);
  }

  /// Any string; the caller compares it with the kinds that it wants.
  public String typ() {
    return typ;
  }

  public String kid() {
    return kid;
  }

  public byte[] payload() {
    return jws.payload().toByteArray();
  }

  /// The payload as it stands in the text, in base64url.
  public String payloadText() {
    return jws.encodedPayload();
  }

  public boolean verify(VerifyingKey key) {
    return jws.verify(key);
  }

  /// Not the text: whoever holds a token may use it.
  @Override
  public String toString() {
    return "CompactJws[" + kid + "]";
  }

  /// Returns `kid`, or throws [FormatException] if no header may hold it.
  public static String requireKid(String kid) {
    if (!KID.matcher(kid).matches()) {
      throw new FormatException("kid: want 1 to 32 base64url characters");
    }
    return kid;
  }
}
