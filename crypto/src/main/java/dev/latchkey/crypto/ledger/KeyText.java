package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.Arrays;
import java.util.HexFormat;

/// The text of a named Ed25519 key, `name+id+base64(type ‖ key)`: a vkey of C2SP signed-note.
///
/// @param type the byte that tells kinds of signatures by one key apart
record KeyText(String name, byte type, VerifyingKey key) {
  private static final int ID_SIZE = 4;

  /// Throws [FormatException] for anything but a key of that type whose ID is its own.
  static KeyText parse(String text, byte type) {
    String[] parts = text.split("\\+", 3);
    if (parts.length != 3) {
      throw new FormatException("key: want name+id+base64");
    }
    byte[] typed = StandardBase64.decode(parts[2]);
    if (typed.length == 0 || typed[0] != type) {
      throw new FormatException(
          "key: want one of Ed25519, of type 0x0%d; others, such as ML-DSA, are not known here"
              .formatted(type));
    }
    if (typed.length != 1 + VerifyingKey.SIZE) {
      throw new FormatException("key: want 32 bytes");
    }
    var key = VerifyingKey.of(Arrays.copyOfRange(typed, 1, typed.length));
    var parsed = new KeyText(parts[0], type, key);
    if (!parsed.hexId().equals(parts[1])) {
      throw new FormatException("key: want the ID of this key");
    }
    return parsed;
  }

  /// Throws [FormatException] for an empty name and for one that a note could not hold.
  static void requireName(String name) {
    if (name.isEmpty() || !UTF_8.newEncoder().canEncode(name)) {
      throw new FormatException("name: want text");
    }
    if (name.codePoints().anyMatch(KeyText::isForeignToNames)) {
      throw new FormatException("name: want no space, control character or plus");
    }
  }

  Bytes id() {
    byte[] lines = (name + "\n").getBytes(UTF_8);
    byte[] hash = Hashes.sha256(lines, new byte[] {type}, key.bytes().toByteArray());
    return Bytes.of(Arrays.copyOf(hash, ID_SIZE));
  }

  String text() {
    byte[] typed = Bytes.concat(new byte[] {type}, key.bytes().toByteArray()).toByteArray();
    return name + "+" + hexId() + "+" + StandardBase64.encode(typed);
  }

  private String hexId() {
    return HexFormat.of().formatHex(id().toByteArray());
  }

  private static boolean isForeignToNames(int point) {
    return point == '+' || Character.isISOControl(point) || Character.isSpaceChar(point);
  }
}
