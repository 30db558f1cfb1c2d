package dev.latchkey.broker.ledger;

import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.roster.MemberId;
import java.util.Optional;

/// An entry of a ledger.
///
/// @param leaf the text of the entry
/// @param details what the entry commits to, unless it commits to nothing or that was erased
public record StoredEntry(long index, String leaf, Optional<SaltedDetails> details) {
  /// Whether the member did it, or it was done to the member.
  public boolean isAbout(MemberId member) {
    var entry = LedgerEntry.parse(leaf);
    return entry.actor().equals(member.value()) || entry.object().equals(member.value());
  }

  /// The same without details.
  public StoredEntry erased() {
    return new StoredEntry(index, leaf, Optional.empty());
  }
}
