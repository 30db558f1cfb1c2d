package dev.latchkey.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.InvalidAlgorithmParameterException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// SHA-256 and HKDF-SHA-256, the only hash and the only key derivation of suite 1.
public final class Hashes {
  private Hashes() {}

  /// The hash of all parts, one after the other.
  public static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Extract, then expand to `length` bytes. RFC 5869.
  public static byte[] hkdf(byte[] ikm, byte[] salt, byte[] info, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract().addIKM(ikm).addSalt(salt).thenExpand(info, length));
    } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
      throw new IllegalStateException("HKDF-SHA256 of " + length + " bytes", e);
    }
  }

  /// The bytes that keep hashes and signatures of different kinds apart: `name` in ASCII, then one
  /// zero byte.
  public static byte[] label(String name) {
    byte[] ascii = name.getBytes(US_ASCII);
    return Arrays.copyOf(ascii, ascii.length + 1);
  }
}
