package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.sign.VerifyingKey;

/// Who signs notes as such, with plain Ed25519: a log. Type 0x01 of C2SP signed-note.
public record NoteKey(String name, VerifyingKey key) implements SignatureKey {
  private static final byte TYPE = 1;

  /// Throws [FormatException] for a name that a note could not hold.
  public NoteKey {
    KeyText.requireName(name);
  }

  /// Reads `name+id+base64` (a vkey) and throws [FormatException] for anything else.
  public static NoteKey parse(String vkey) {
    var text = KeyText.parse(vkey, TYPE);
    return new NoteKey(text.name(), text.key());
  }

  @Override
  public byte type() {
    return TYPE;
  }

  @Override
  public boolean verifies(String body, Bytes signature) {
    return key.verify(body.getBytes(UTF_8), signature.toByteArray());
  }
}
