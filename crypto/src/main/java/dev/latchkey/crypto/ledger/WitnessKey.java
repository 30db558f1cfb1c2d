package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.sign.VerifyingKey;

/// Who cosigns the checkpoints of logs: a witness. Type 0x04 of C2SP signed-note.
public record WitnessKey(String name, VerifyingKey key) implements SignatureKey {
  private static final byte TYPE = 4;

  /// Throws [FormatException] for a name that a note could not hold.
  public WitnessKey {
    KeyText.requireName(name);
  }

  /// Reads `name+id+base64` (a vkey) and throws [FormatException] for anything else.
  public static WitnessKey parse(String vkey) {
    var text = KeyText.parse(vkey, TYPE);
    return new WitnessKey(text.name(), text.key());
  }

  @Override
  public byte type() {
    return TYPE;
  }

  @Override
  public boolean verifies(String body, Bytes signature) {
    try {
      return Cosignature.parse(signature).isBy(key, body);
    } catch (FormatException e) {
      return false;
    }
  }
}
