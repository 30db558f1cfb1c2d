package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.wrap.OpenFailedException;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-GCM as suite 1 has it: a key of 32 bytes, a nonce of 12, a tag of 16 at the end of the
/// ciphertext. Other sizes are a bug of the caller. NIST SP 800-38D.
final class AesGcm {
  static final int KEY_SIZE = 32;
  static final int NONCE_SIZE = 12;

  private AesGcm() {}

  static byte[] seal(byte[] key, byte[] nonce, byte[] aad, byte[] plaintext) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, key, nonce, aad).doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM", e);
    }
  }

  /// Throws [OpenFailedException] unless key, nonce, `aad` and every byte are those of one sealing.
  static byte[] open(byte[] key, byte[] nonce, byte[] aad, byte[] ciphertext) {
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, aad).doFinal(ciphertext);
    } catch (AEADBadTagException e) {
      throw new OpenFailedException();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] aad)
      throws GeneralSecurityException {
    if (key.length != KEY_SIZE || nonce.length != NONCE_SIZE) {
      throw new IllegalArgumentException("want a key of 32 and a nonce of 12 bytes");
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(Frame.TAG_SIZE * Byte.SIZE, nonce));
    cipher.updateAAD(aad);
    return cipher;
  }
}
