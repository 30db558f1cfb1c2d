package dev.latchkey.crypto.sign;

import java.math.BigInteger;

/// Arithmetic on the curve that no library offers, because nobody honest needs it.
final class Points {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  private Points() {}

  /// The point plus (0, -1), which is (-x, -y): the complement of y, and the other sign of x.
  static byte[] plusOrderTwo(byte[] encoded) {
    byte[] bigEndian = reversed(encoded);
    boolean oddX = bigEndian[0] < 0;
    bigEndian[0] &= 0x7f;
    byte[] y = P.subtract(new BigInteger(1, bigEndian)).toByteArray();
    byte[] sum = new byte[encoded.length];
    System.arraycopy(y, 0, sum, sum.length - y.length, y.length);
    if (!oddX) {
      sum[0] |= (byte) 0x80;
    }
    return reversed(sum);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
