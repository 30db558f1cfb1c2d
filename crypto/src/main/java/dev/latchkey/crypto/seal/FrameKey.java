package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The key of one sender's instance for one kind of frame. GCM alone would let a frame open under
/// two keys; the commitment that is derived along with the key pins it to one.
final class FrameKey implements AutoCloseable {
  private static final byte[] LABEL = Hashes.label("latchkey/frame-key/v1");
  private static final int KEY_SIZE = 32;
  private static final int NONCE_SIZE = 12;

  private final byte[] key;
  private final Bytes commitment;

  private FrameKey(byte[] key, Bytes commitment) {
    this.key = key;
    this.commitment = commitment;
  }

  static FrameKey derive(
      SessionId session, EpochKey epochKey, FrameHeader header, VerifyingKey sender) {
    byte[] place =
        ByteBuffer.allocate(Integer.BYTES + 1)
            .putInt(header.epoch())
            .put((byte) header.kind().wire())
            .array();
    byte[] senderKey = sender.bytes().toByteArray();
    byte[] info =
        Bytes.concat(LABEL, place, senderKey, header.instance().toByteArray()).toByteArray();
    byte[] derived = epochKey.derive(session, info, KEY_SIZE + Frame.COMMITMENT_SIZE);
    try {
      return new FrameKey(
          Arrays.copyOf(derived, KEY_SIZE),
          Bytes.of(Arrays.copyOfRange(derived, KEY_SIZE, derived.length)));
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }

  Bytes commitment() {
    return commitment;
  }

  byte[] seal(long counter, byte[] aad, byte[] plaintext) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, counter, aad).doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM", e);
    }
  }

  byte[] open(long counter, byte[] aad, byte[] ciphertext) {
    try {
      return cipher(Cipher.DECRYPT_MODE, counter, aad).doFinal(ciphertext);
    } catch (AEADBadTagException e) {
      throw new OpenFailedException();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM", e);
    }
  }

  private Cipher cipher(int mode, long counter, byte[] aad) throws GeneralSecurityException {
    byte[] nonce = ByteBuffer.allocate(NONCE_SIZE).putInt(0).putLong(counter).array();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(Frame.TAG_SIZE * Byte.SIZE, nonce));
    cipher.updateAAD(aad);
    return cipher;
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }
}
