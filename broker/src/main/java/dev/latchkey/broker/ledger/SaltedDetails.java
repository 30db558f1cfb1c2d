package dev.latchkey.broker.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Details;

/// What is recorded of a person beside an entry, and the salt without which the entry's commitment
/// to it says nothing.
public record SaltedDetails(Bytes salt, Details details) {
  /// What the entry has in their place.
  public Bytes commitment() {
    return details.commitment(salt);
  }
}
