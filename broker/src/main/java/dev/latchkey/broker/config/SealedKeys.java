package dev.latchkey.broker.config;

import dev.latchkey.crypto.seal.PassphraseSeal;
import java.security.SecureRandom;
import java.util.Arrays;

/// The broker's keys under a passphrase, as a backup has them. FORMATS.md §10.3.
public final class SealedKeys {
  private static final PassphraseSeal SEAL = new PassphraseSeal("latchkey-keys");

  private SealedKeys() {}

  /// Throws [FormatException] for a passphrase that is too short.
  public static byte[] seal(Keys keys, String passphrase, SecureRandom random) {
    byte[] text = keys.write();
    try {
      return SEAL.seal(passphrase, text, random);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /// Throws [FormatException] for what are no sealed keys, and [OpenFailedException] for another
  /// passphrase or a damaged file.
  public static Keys open(byte[] file, String passphrase) {
    byte[] text = SEAL.open(passphrase, file);
    try {
      return Keys.read(text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }
}
