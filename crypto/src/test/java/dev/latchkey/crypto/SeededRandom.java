package dev.latchkey.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// Bytes that look random and are the same in every run: for keys in tests and vectors.
public final class SeededRandom extends SecureRandom {
  private final byte[] seed;
  private long block;

  public SeededRandom(String seed) {
    this.seed = seed.getBytes(UTF_8);
  }

  public static byte[] bytes(String seed, int size) {
    byte[] bytes = new byte[size];
    new SeededRandom(seed).nextBytes(bytes);
    return bytes;
  }

  @Override
  public synchronized void nextBytes(byte[] bytes) {
    var left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      byte[] counter = ByteBuffer.allocate(Long.BYTES).putLong(block++).array();
      byte[] next = Hashes.sha256(seed, counter);
      left.put(next, 0, Math.min(next.length, left.remaining()));
    }
  }
}
