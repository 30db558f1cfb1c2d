package dev.latchkey.crypto.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The token keys of a broker at one time: the one that signs, and those whose tokens still count.
/// To rotate, put the new key first and keep the old one until its last token has expired; a key
/// that is left out is retired, and so is every token that it signed.
public final class KeyRing {
  private final BrokerKey signing;
  private final List<BrokerKey.Public> trusted;

  private KeyRing(BrokerKey signing, List<BrokerKey.Public> trusted) {
    this.signing = signing;
    this.trusted = trusted;
  }

  /// Throws IllegalArgumentException if a key or a key ID comes twice.
  public static KeyRing of(BrokerKey signing, List<BrokerKey.Public> alsoTrusted) {
    var trusted = Stream.concat(Stream.of(signing.publicHalf()), alsoTrusted.stream()).toList();
    if (trusted.stream().map(BrokerKey.Public::kid).distinct().count() != trusted.size()
        || trusted.stream().map(BrokerKey.Public::key).distinct().count() != trusted.size()) {
      throw new IllegalArgumentException("want each key and each key ID once");
    }
    return new KeyRing(signing, trusted);
  }

  /// The ID of the key that signs.
  public String kid() {
    return signing.publicHalf().kid();
  }

  public Optional<VerifyingKey> find(String kid) {
    return trusted.stream()
        .filter(key -> key.kid().equals(kid))
        .map(BrokerKey.Public::key)
        .findFirst();
  }

  /// The JWK Set, the signing key first; the same text for the same ring. RFC 7517, RFC 8037.
  public String jwks() {
    return new String(
        StrictJson.write(Map.of("keys", trusted.stream().map(KeyRing::jwk).toList())), UTF_8);
  }

  SigningKey signingKey() {
    return signing.signingKey();
  }

  private static Map<String, String> jwk(BrokerKey.Public key) {
    var jwk = new LinkedHashMap<String, String>();
    jwk.put("kty", "OKP");
    jwk.put("crv", "Ed25519");
    jwk.put("x", key.key().bytes().toString());
    jwk.put("kid", key.kid());
    jwk.put("alg", "Ed25519");
    jwk.put("use", "sig");
    return jwk;
  }
}
