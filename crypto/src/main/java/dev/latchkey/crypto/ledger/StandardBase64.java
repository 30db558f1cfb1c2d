package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.FormatException;
import java.util.Base64;

/// Base64 with padding, as notes have it; [dev.latchkey.crypto.Base64Url] is what our own formats
/// use. RFC 4648 §4.
final class StandardBase64 {
  private StandardBase64() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// Accepts exactly what [#encode] can produce and throws [FormatException] for anything else.
  static byte[] decode(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw notCanonical();
    }
    if (!encode(bytes).equals(text)) {
      throw notCanonical();
    }
    return bytes;
  }

  /// As [#decode], and throws [FormatException] unless the text stands for exactly `size` bytes.
  static byte[] decode(String text, int size) {
    byte[] bytes = decode(text);
    if (bytes.length != size) {
      throw new FormatException("want " + size + " bytes");
    }
    return bytes;
  }

  private static FormatException notCanonical() {
    return new FormatException("want canonical base64 with padding");
  }
}
