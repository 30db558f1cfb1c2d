package dev.latchkey.crypto.roster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import java.util.Arrays;

/// The text form that all identifiers share: the first bytes of a labelled hash, as base64url.
/// FORMATS.md §3.
final class HashedId {
  private HashedId() {}

  static String derive(String label, int size, byte[]... parts) {
    byte[][] labelled = new byte[parts.length + 1][];
    labelled[0] = label.getBytes(US_ASCII);
    System.arraycopy(parts, 0, labelled, 1, parts.length);
    return Base64Url.encode(Arrays.copyOf(Hashes.sha256(labelled), size));
  }

  /// Throws [FormatException] unless the text is the one encoding of that many bytes.
  static byte[] decode(String what, String text, int size) {
    try {
      // Four characters carry three bytes: a longer text cannot fit and is not worth decoding.
      if (text.length() <= (size * 4 + 2) / 3) {
        byte[] bytes = Base64Url.decode(text);
        if (bytes.length == size) {
          return bytes;
        }
      }
    } catch (IllegalArgumentException e) {
      throw new FormatException(what + ": want canonical base64url");
    }
    throw new FormatException(what + ": want " + size + " bytes as base64url");
  }
}
