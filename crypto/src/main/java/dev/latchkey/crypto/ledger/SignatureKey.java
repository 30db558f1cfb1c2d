package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.sign.VerifyingKey;

/// A public key with the name under which it signs notes.
public sealed interface SignatureKey permits NoteKey, WitnessKey {
  String name();

  VerifyingKey key();

  /// What kind of signatures it makes: an assigned number of C2SP signed-note.
  byte type();

  /// Whether that is a signature of this key under the note with this body. Never throws.
  boolean verifies(String body, Bytes signature);

  /// The four bytes that, with the name, say which key signed and how.
  default Bytes id() {
    return new KeyText(name(), type(), key()).id();
  }

  /// `name+id+base64`, a vkey.
  default String text() {
    return new KeyText(name(), type(), key()).text();
  }
}
