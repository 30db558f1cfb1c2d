package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import java.util.Arrays;

/// One signature line of a note, not yet verified.
///
/// @param keyId four bytes
/// @param value what the key made; how long it is depends on the kind of key
public record NoteSignature(String name, Bytes keyId, Bytes value) {
  private static final String BEGIN = "\u2014 ";
  private static final int ID_SIZE = 4;

  /// Throws [FormatException] for a name that a note could not hold, another size of the ID, or an
  /// empty value.
  public NoteSignature {
    KeyText.requireName(name);
    if (keyId.size() != ID_SIZE || value.size() == 0) {
      throw new FormatException("signature: want the key's ID and a value");
    }
  }

  /// Reads a line without its end and throws [FormatException] for anything but what [#line]
  /// writes.
  public static NoteSignature parse(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(BEGIN) || space < BEGIN.length()) {
      throw new FormatException("signature: want — name base64");
    }
    byte[] bytes = StandardBase64.decode(line.substring(space + 1));
    if (bytes.length <= ID_SIZE) {
      throw new FormatException("signature: want the key's ID and a value");
    }
    return new NoteSignature(
        line.substring(BEGIN.length(), space),
        Bytes.of(Arrays.copyOf(bytes, ID_SIZE)),
        Bytes.of(Arrays.copyOfRange(bytes, ID_SIZE, bytes.length)));
  }

  /// The line, without its end.
  public String line() {
    byte[] bytes = Bytes.concat(keyId.toByteArray(), value.toByteArray()).toByteArray();
    return BEGIN + name + " " + StandardBase64.encode(bytes);
  }

  boolean isOf(SignatureKey key) {
    return name.equals(key.name()) && keyId.equals(key.id());
  }
}
