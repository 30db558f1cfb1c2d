package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The key of one sender's instance for one kind of frame. GCM alone would let a frame open under
/// two keys; the commitment that is derived along with the key pins it to one.
final class FrameKey implements AutoCloseable {
  private static final byte[] LABEL = Hashes.label("latchkey/frame-key/v1");

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
    byte[] derived = epochKey.derive(session, info, AesGcm.KEY_SIZE + Frame.COMMITMENT_SIZE);
    try {
      return new FrameKey(
          Arrays.copyOf(derived, AesGcm.KEY_SIZE),
          Bytes.of(Arrays.copyOfRange(derived, AesGcm.KEY_SIZE, derived.length)));
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }

  Bytes commitment() {
    return commitment;
  }

  byte[] seal(long counter, byte[] aad, byte[] plaintext) {
    return AesGcm.seal(key, nonce(counter), aad, plaintext);
  }

  byte[] open(long counter, byte[] aad, byte[] ciphertext) {
    return AesGcm.open(key, nonce(counter), aad, ciphertext);
  }

  private static byte[] nonce(long counter) {
    return ByteBuffer.allocate(AesGcm.NONCE_SIZE).putInt(0).putLong(counter).array();
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }
}
