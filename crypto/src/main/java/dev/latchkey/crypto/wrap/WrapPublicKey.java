package dev.latchkey.crypto.wrap;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import org.bouncycastle.math.ec.rfc7748.X25519;

/// An X-Wing public key to which every library can seal: ML-KEM-768 ‖ X25519, 1,216 bytes. There is
/// no instance of any other. FORMATS.md §8.
public record WrapPublicKey(Bytes bytes) {
  public static final int SIZE = 1_216;

  private static final int COEFFICIENTS_SIZE = 1_152; // 768 coefficients of 12 bits
  private static final int ML_KEM_SIZE = 1_184;
  private static final int MODULUS = 3_329;

  /// Throws [FormatException] if the size is wrong, a coefficient is not reduced (FIPS 203 §7.2) or
  /// the X25519 point has low order.
  public WrapPublicKey {
    byte[] key = bytes.toByteArray();
    if (key.length != SIZE || !isReduced(key) || isOfLowOrder(key)) {
      throw new FormatException("wrap key: want a valid X-Wing public key");
    }
  }

  public static WrapPublicKey of(byte[] bytes) {
    return new WrapPublicKey(Bytes.of(bytes));
  }

  private static boolean isReduced(byte[] key) {
    for (int i = 0; i < COEFFICIENTS_SIZE; i += 3) {
      int pair = (key[i] & 0xff) | (key[i + 1] & 0xff) << 8 | (key[i + 2] & 0xff) << 16;
      if ((pair & 0xfff) >= MODULUS || pair >>> 12 >= MODULUS) {
        return false;
      }
    }
    return true;
  }

  /// Every clamped scalar is a multiple of the cofactor, so any one tells.
  private static boolean isOfLowOrder(byte[] key) {
    byte[] scalar = new byte[X25519.SCALAR_SIZE];
    byte[] product = new byte[X25519.POINT_SIZE];
    return !X25519.calculateAgreement(scalar, 0, key, ML_KEM_SIZE, product, 0);
  }
}
