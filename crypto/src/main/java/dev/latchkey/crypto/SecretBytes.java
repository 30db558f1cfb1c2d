package dev.latchkey.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/// Bytes that must not be printed, compared in variable time or left behind in memory. [#close]
/// overwrites them; after it every use but a second [#close] throws IllegalStateException.
public final class SecretBytes implements AutoCloseable {
  private final byte[] value;
  private boolean closed;

  private SecretBytes(byte[] value) {
    this.value = value;
  }

  /// Keeps a copy; wiping `value` stays with the caller.
  public static SecretBytes of(byte[] value) {
    return new SecretBytes(value.clone());
  }

  public static SecretBytes random(int size, SecureRandom random) {
    byte[] value = new byte[size];
    random.nextBytes(value);
    return new SecretBytes(value);
  }

  /// A copy in the clear, for the caller to wipe.
  public synchronized byte[] expose() {
    requireOpen();
    return value.clone();
  }

  public int size() {
    return value.length;
  }

  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(value, (byte) 0);
  }

  /// Takes the same time wherever two secrets of one size differ.
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof SecretBytes that)) {
      return false;
    }
    byte[] mine = expose();
    byte[] theirs = that.expose();
    try {
      return MessageDigest.isEqual(mine, theirs);
    } finally {
      Arrays.fill(mine, (byte) 0);
      Arrays.fill(theirs, (byte) 0);
    }
  }

  /// Depends on the size alone: a hash of the contents would be a shadow of the secret.
  @Override
  public int hashCode() {
    return value.length;
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("secret used after close");
    }
  }
}
