package dev.latchkey.bench.wire;

import java.util.Random;

/// Bytes that nothing can make smaller.
final class Filling {
  private Filling() {}

  static byte[] of(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
