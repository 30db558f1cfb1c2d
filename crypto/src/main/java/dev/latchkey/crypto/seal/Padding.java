package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.FormatException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Hides the length of what is sealed, up to Padmé's steps of at most 12 %:
/// `u32(length) ‖ data ‖ zeros`. FORMATS.md §8.
public final class Padding {
  static final int MIN_SIZE = 256;

  private Padding() {}

  public static byte[] pad(byte[] data) {
    return ByteBuffer.allocate(paddedSize(data.length)).putInt(data.length).put(data).array();
  }

  /// Throws [FormatException] unless the bytes are exactly what [#pad] makes of some data.
  public static byte[] unpad(byte[] padded) {
    if (padded.length < MIN_SIZE) {
      throw new FormatException("padding: too short");
    }
    long size = Integer.toUnsignedLong(ByteBuffer.wrap(padded).getInt());
    if (size > padded.length - Integer.BYTES || paddedSize((int) size) != padded.length) {
      throw new FormatException("padding: length does not fit");
    }
    int end = Integer.BYTES + (int) size;
    for (int i = end; i < padded.length; i++) {
      if (padded[i] != 0) {
        throw new FormatException("padding: filler is not zero");
      }
    }
    return Arrays.copyOfRange(padded, Integer.BYTES, end);
  }

  /// The size of that many bytes of data after padding.
  static int paddedSize(int size) {
    long framed = Integer.BYTES + (long) size;
    return Math.toIntExact(Math.max(MIN_SIZE, padme(framed)));
  }

  private static long padme(long size) {
    int exponent = floorLog2(size);
    int kept = floorLog2(exponent) + 1;
    long step = 1L << (exponent - kept);
    return (size + step - 1) / step * step;
  }

  private static int floorLog2(long value) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
  }
}
