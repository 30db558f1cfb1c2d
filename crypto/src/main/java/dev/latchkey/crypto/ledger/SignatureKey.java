package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;

/// A public key with the name under which it signs notes.
public sealed interface SignatureKey permits NoteKey, WitnessKey {
  String name();

  /// The four bytes that, with the name, say which key signed and how.
  Bytes id();

  /// Whether that is a signature of this key under the note with this body. Never throws.
  boolean verifies(String body, Bytes signature);
}
