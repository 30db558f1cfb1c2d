package dev.latchkey.crypto.sign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An Ed25519 public key that every library judges alike: the canonical encoding of a point of
/// prime order. There is no instance of any other. FORMATS.md §4.
public record VerifyingKey(Bytes bytes) {
  public static final int SIZE = Ed25519.PUBLIC_KEY_SIZE;

  /// Throws [FormatException] if the key is not 32 bytes, not canonical, the identity, or not in
  /// the prime-order subgroup.
  public VerifyingKey {
    if (bytes.size() != SIZE || !Ed25519.validatePublicKeyFull(bytes.toByteArray(), 0)) {
      throw new FormatException("want an Ed25519 public key of prime order");
    }
  }

  public static VerifyingKey of(byte[] bytes) {
    return new VerifyingKey(Bytes.of(bytes));
  }

  /// True only if `signature` is 64 bytes, its `S` is below the group order, its `R` a canonical
  /// point of prime order, and the cofactorless equation holds. Never throws.
  public boolean verify(byte[] message, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.validatePublicKeyFull(signature, 0)
        && Ed25519.verify(signature, 0, bytes.toByteArray(), 0, message, 0, message.length);
  }

  /// RFC 7638 over the members that RFC 8037 §2 names.
  public String jwkThumbprint() {
    var jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + bytes + "\"}";
    return Base64Url.encode(Hashes.sha256(jwk.getBytes(US_ASCII)));
  }
}
