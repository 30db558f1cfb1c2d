package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Ben, who holds all keys, sealing what [FrameSealer] never would: the formulas of FORMATS.md §9
/// over any 40 bytes, without a check.
final class Forge {
  static final int VERSION = 0;
  static final int SUITE = 1;
  static final int KIND = 2;
  static final int CHANNEL = 3;
  static final int EPOCH = 4;
  static final int SENDER = 8;
  static final int INSTANCE = 24;
  static final int COUNTER = 32;

  private static final byte[] EPOCH_KEY = Cast.EPOCH_KEY.expose();
  private static final byte[] BEN = Cast.BEN.verifyingKey().bytes().toByteArray();

  private final byte[] header;

  Forge(byte[] header) {
    this.header = header.clone();
  }

  Forge(FrameHeader header) {
    this(header.encode());
  }

  /// The same with other bytes at that place of the header.
  Forge with(int at, byte... bytes) {
    var changed = new Forge(header);
    System.arraycopy(bytes, 0, changed.header, at, bytes.length);
    return changed;
  }

  byte[] commitment() {
    return Arrays.copyOfRange(keyAndCommitment(), 32, 64);
  }

  byte[] ciphertext(byte[] padded) {
    try {
      byte[] nonce = ByteBuffer.allocate(12).put(4, header, COUNTER, 8).array();
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(keyAndCommitment(), 0, 32, "AES"),
          new GCMParameterSpec(128, nonce));
      cipher.updateAAD(aad());
      return cipher.doFinal(padded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] seal(byte[] padded) {
    return sign(commitment(), ciphertext(padded));
  }

  byte[] sign(byte[] commitment, byte[] ciphertext) {
    byte[] signature = Cast.BEN.sign(aad(), commitment, ciphertext);
    return unsigned(commitment, ciphertext, signature);
  }

  byte[] unsigned(byte[] commitment, byte[] ciphertext, byte[] signature) {
    return Bytes.concat(header, commitment, ciphertext, signature).toByteArray();
  }

  private byte[] keyAndCommitment() {
    byte[] info =
        Bytes.concat(
                Hashes.label("latchkey/frame-key/v1"),
                Arrays.copyOfRange(header, EPOCH, EPOCH + 4),
                new byte[] {header[KIND]},
                BEN,
                Arrays.copyOfRange(header, INSTANCE, INSTANCE + 8))
            .toByteArray();
    return Hashes.hkdf(EPOCH_KEY, Cast.SESSION.raw(), info, 64);
  }

  private byte[] aad() {
    byte[] label = Hashes.label("latchkey/frame/v1");
    return Bytes.concat(label, Cast.SESSION.raw(), header).toByteArray();
  }
}
