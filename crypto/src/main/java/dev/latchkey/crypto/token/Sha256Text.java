package dev.latchkey.crypto.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Hashes;

/// A SHA-256 hash as claims carry it: 43 base64url characters.
final class Sha256Text {
  private static final int SIZE = 32;

  private Sha256Text() {}

  static String of(String ascii) {
    return Base64Url.encode(Hashes.sha256(ascii.getBytes(US_ASCII)));
  }

  /// Throws [dev.latchkey.crypto.FormatException] unless `text` is such a hash.
  static void require(String text) {
    Base64Url.decode(text, SIZE);
  }
}
