package dev.latchkey.broker.session;

import java.util.Map;

/// Where a session stands: none of this ever goes back, and every write but those to the ledger
/// alone moves a part of it.
///
/// @param size entries in the statement log
/// @param namesVersion version of the newest name frame, 0 before the first
/// @param heads the newest sequence number of every channel that was written
public record Standing(int size, long namesVersion, Map<Integer, Long> heads) {
  public Standing {
    heads = Map.copyOf(heads);
  }
}
