package dev.latchkey.crypto.jws;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.LinkedHashMap;
import java.util.Set;

/// A JWS that brings the key it is signed with: `dpop+jwt`. Once [#verify] holds it proves that its
/// sender has that key, and nothing about whose key it is. RFC 9449 §4.2, FORMATS.md §5.
public final class SelfSignedJws {
  private static final Set<String> HEADER = Set.of("alg", "typ", "jwk");
  private static final Set<String> JWK = Set.of("crv", "kty", "x");
  private static final String CURVE = "Ed25519";
  private static final String KEY_TYPE = "OKP";

  private final JwsText jws;
  private final String typ;
  private final VerifyingKey key;

  private SelfSignedJws(JwsText jws) {
    this.jws = jws;
    this.typ = jws.header().string("typ");
    this.key = key(jws.header().object("jwk").requireExactly(JWK));
  }

  /// Throws [FormatException] unless `text` is at most `maxChars` long, in the one canonical
  /// spelling, with a header of exactly `alg` `Ed25519`, `typ` and `jwk`, and that with exactly the
  /// public members of a valid key.
  public static SelfSignedJws parse(String text, int maxChars) {
    return new SelfSignedJws(JwsText.parse(text, maxChars, HEADER));
  }

  public static String sign(String typ, byte[] payload, SigningKey key) {
    var jwk = new LinkedHashMap<String, String>();
    jwk.put("crv", CURVE);
    jwk.put("kty", KEY_TYPE);
    jwk.put("x", key.verifyingKey().bytes().toString());
    var header = new LinkedHashMap<String, Object>();
    header.put("alg", JwsText.ALGORITHM);
    header.put("typ", typ);
    header.put("jwk", jwk);
    return JwsText.sign(header, payload, key);
  }

  /// Any string; the caller compares it with the kind that it wants.
  public String typ() {
    return typ;
  }

  public VerifyingKey key() {
    return key;
  }

  public byte[] payload() {
    return jws.payload().toByteArray();
  }

  public boolean verify() {
    return jws.verify(key);
  }

  /// Not the text: whoever holds a proof may use it.
  @Override
  public String toString() {
    return "SelfSignedJws[" + key.bytes() + "]";
  }

  private static VerifyingKey key(JsonObject jwk) {
    if (!jwk.string("crv").equals(CURVE) || !jwk.string("kty").equals(KEY_TYPE)) {
      throw new FormatException("jwk: want an Ed25519 key");
    }
    return VerifyingKey.of(Base64Url.decode(jwk.string("x"), VerifyingKey.SIZE));
  }
}
