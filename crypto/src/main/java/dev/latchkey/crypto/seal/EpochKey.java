package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.roster.SessionId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/// The 32 random bytes that open all frames of one epoch. Never derived from an older one, so that
/// who was removed cannot follow.
public final class EpochKey implements AutoCloseable {
  public static final int SIZE = 32;

  private static final byte[] COMMITMENT_LABEL = Hashes.label("latchkey/epoch/v1");

  private final SecretBytes value;

  private EpochKey(SecretBytes value) {
    this.value = value;
  }

  public static EpochKey generate(SecureRandom random) {
    return new EpochKey(SecretBytes.random(SIZE, random));
  }

  /// Keeps a copy; wiping `value` stays with the caller. Throws [FormatException] unless it is 32
  /// bytes.
  public static EpochKey of(byte[] value) {
    if (value.length != SIZE) {
      throw new FormatException("epoch key: want " + SIZE + " bytes");
    }
    return new EpochKey(SecretBytes.of(value));
  }

  public static EpochKey of(SecretBytes value) {
    byte[] exposed = value.expose();
    try {
      return of(exposed);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }

  /// What a host signs in a `change`: it fixes this key for the epoch and tells nothing about it.
  public Bytes commitment(SessionId session, int epoch) {
    byte[] info =
        ByteBuffer.allocate(COMMITMENT_LABEL.length + Integer.BYTES)
            .put(COMMITMENT_LABEL)
            .putInt(epoch)
            .array();
    return Bytes.of(derive(session, info, 32));
  }

  byte[] derive(SessionId session, byte[] info, int size) {
    byte[] exposed = value.expose();
    try {
      return Hashes.hkdf(exposed, session.raw(), info, size);
    } finally {
      Arrays.fill(exposed, (byte) 0);
    }
  }

  byte[] expose() {
    return value.expose();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EpochKey that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public void close() {
    value.close();
  }

  @Override
  public String toString() {
    return "EpochKey[REDACTED]";
  }
}
