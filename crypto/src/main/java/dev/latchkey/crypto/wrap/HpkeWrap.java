package dev.latchkey.crypto.wrap;

import dev.latchkey.crypto.Bytes;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;

/// Single-shot sealing to a public key: `enc ‖ ct`, 1,120 bytes and then 16 more than the
/// plaintext. It hides and binds the plaintext but says nothing about who sealed it: a signature or
/// a signed commitment must. HPKE base mode, X-Wing, HKDF-SHA256, AES-256-GCM, empty `aad`.
/// RFC 9180 §6.1.
public final class HpkeWrap {
  public static final int ENCAPSULATION_SIZE = 1_120;
  public static final int TAG_SIZE = 16;

  private static final int ENCAPSULATION_SEED_SIZE = 64; // 32 for ML-KEM, 32 for X25519
  private static final byte[] NO_AAD = {};

  private HpkeWrap() {}

  /// Binds `info`: only the same bytes open again.
  public static byte[] seal(WrapPublicKey to, byte[] info, byte[] plaintext, SecureRandom random) {
    byte[] encapsulationSeed = new byte[ENCAPSULATION_SEED_SIZE];
    random.nextBytes(encapsulationSeed);
    HPKE suite = suite();
    try {
      var key = suite.deserializePublicKey(to.bytes().toByteArray());
      var context = suite.setupBaseS(key, info, encapsulationSeed);
      byte[] ciphertext = context.seal(NO_AAD, plaintext);
      return Bytes.concat(context.getEncapsulation(), ciphertext).toByteArray();
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("sealing has no ciphertext to refuse", e);
    } finally {
      Arrays.fill(encapsulationSeed, (byte) 0);
    }
  }

  /// Throws [OpenFailedException] for any other key, info or byte than was sealed, without saying
  /// which.
  public static byte[] open(WrapKey key, byte[] info, byte[] sealed) {
    if (sealed.length < ENCAPSULATION_SIZE + TAG_SIZE) {
      throw new OpenFailedException();
    }
    byte[] encapsulation = Arrays.copyOf(sealed, ENCAPSULATION_SIZE);
    byte[] ciphertext = Arrays.copyOfRange(sealed, ENCAPSULATION_SIZE, sealed.length);
    var pair = key.pair();
    try {
      return suite().setupBaseR(encapsulation, pair, info).open(NO_AAD, ciphertext);
    } catch (InvalidCipherTextException | IllegalStateException e) {
      // IllegalStateException: an X25519 share of low order, which only a forger sends.
      throw new OpenFailedException();
    }
  }

  /// One for each use: Bouncy Castle's holds a key derivation that is not safe between threads.
  static HPKE suite() {
    return new HPKE(HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }
}
