package dev.latchkey.crypto.sign;

import dev.latchkey.crypto.Bytes;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// Arithmetic that no library offers, because nobody honest needs it: signatures for which the
/// signer chose `R`. RFC 8032 §5.1.
final class Curve {
  /// The order of the base point.
  static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  private Curve() {}

  /// The point plus (0, -1), the point of order two: (-x, -y).
  static byte[] plusOrderTwo(byte[] point) {
    byte[] bigEndian = reversed(point);
    boolean oddX = bigEndian[0] < 0;
    bigEndian[0] &= 0x7f;
    byte[] sum = littleEndian(P.subtract(new BigInteger(1, bigEndian)));
    if (!oddX) {
      sum[31] |= (byte) 0x80;
    }
    return sum;
  }

  /// A signature with this `R`, right for whoever takes it for `r` times the base point.
  static byte[] sign(byte[] seed, byte[] message, byte[] bigR, BigInteger r) {
    byte[] publicKey = SigningKey.fromSeed(seed).verifyingKey().bytes().toByteArray();
    var challenge = number(sha512(bigR, publicKey, message));
    var s = r.add(challenge.multiply(secretScalar(seed))).mod(L);
    return Bytes.concat(bigR, littleEndian(s)).toByteArray();
  }

  /// The same signature with L added to its `S`.
  static byte[] plusL(byte[] signature) {
    var s = number(Arrays.copyOfRange(signature, 32, 64));
    return Bytes.concat(Arrays.copyOf(signature, 32), littleEndian(s.add(L))).toByteArray();
  }

  /// The secret that `seed` signs this message with, below L.
  static BigInteger nonce(byte[] seed, byte[] message) {
    byte[] prefix = Arrays.copyOfRange(sha512(seed), 32, 64);
    return number(sha512(prefix, message)).mod(L);
  }

  private static BigInteger secretScalar(byte[] seed) {
    byte[] scalar = Arrays.copyOf(sha512(seed), 32);
    scalar[0] &= (byte) 0xf8;
    scalar[31] &= 0x7f;
    scalar[31] |= 0x40;
    return number(scalar);
  }

  private static BigInteger number(byte[] littleEndian) {
    return new BigInteger(1, reversed(littleEndian));
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] bigEndian = number.toByteArray();
    byte[] padded = new byte[32];
    int size = Math.min(bigEndian.length, padded.length);
    System.arraycopy(bigEndian, bigEndian.length - size, padded, padded.length - size, size);
    return reversed(padded);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  private static byte[] sha512(byte[]... parts) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(Bytes.concat(parts).toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
