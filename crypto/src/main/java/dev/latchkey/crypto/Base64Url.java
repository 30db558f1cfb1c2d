package dev.latchkey.crypto;

import java.util.Base64;

/// The one text form of bytes on the wire: base64url without padding. RFC 4648 §5.
public final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /// Accepts exactly what [#encode] can produce, so two different texts never decode to equal
  /// bytes. Throws [FormatException] for padding, a character outside the alphabet, an impossible
  /// length or stray bits after the last byte.
  public static byte[] decode(String text) {
    // What the JDK's decoder would refuse itself it would refuse slowly.
    if (text.length() % 4 == 1 || !isOfAlphabet(text)) {
      throw notCanonical();
    }
    byte[] bytes = DECODER.decode(text);
    // It lets stray trailing bits pass; a second encoding shows them.
    if (!encode(bytes).equals(text)) {
      throw notCanonical();
    }
    return bytes;
  }

  private static boolean isOfAlphabet(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean known =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!known) {
        return false;
      }
    }
    return true;
  }

  /// As [#decode], and throws [FormatException] unless the text stands for exactly `size` bytes.
  public static byte[] decode(String text, int size) {
    byte[] bytes = decode(text);
    if (bytes.length != size) {
      throw new FormatException("want " + size + " bytes");
    }
    return bytes;
  }

  private static FormatException notCanonical() {
    return new FormatException("want canonical base64url without padding");
  }
}
