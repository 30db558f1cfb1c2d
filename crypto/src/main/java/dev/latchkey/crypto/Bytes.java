package dev.latchkey.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/// An immutable string of bytes, equal to another when the contents are. For public values only:
/// [#toString] shows everything.
public final class Bytes {
  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  public static Bytes of(byte[] value) {
    return new Bytes(value.clone());
  }

  /// The next bytes of the buffer.
  public static Bytes read(ByteBuffer from, int size) {
    byte[] value = new byte[size];
    from.get(value);
    return new Bytes(value);
  }

  /// All parts, one after the other.
  public static Bytes concat(byte[]... parts) {
    byte[] whole = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int end = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, end, part.length);
      end += part.length;
    }
    return new Bytes(whole);
  }

  public byte[] toByteArray() {
    return value.clone();
  }

  /// A view in which nothing can be changed, from the first byte to the last.
  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(value).asReadOnlyBuffer();
  }

  public int size() {
    return value.length;
  }

  /// Takes the same time wherever two values of one size differ, so it also fits MACs and digests.
  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && MessageDigest.isEqual(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /// The bytes as [Base64Url].
  @Override
  public String toString() {
    return Base64Url.encode(value);
  }
}
