package dev.latchkey.broker.session;

import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A session to be. Its guard is the position of the last entry, its epoch that of the host's wrap.
///
/// @param creator whose sessions are counted; empty if nobody's are
public record NewSession(
    SessionId sid,
    List<String> entries,
    Instant createdAt,
    Instant expiresAt,
    StoredWrap hostWrap,
    NewEntries ledger,
    Optional<Creator> creator) {
  public NewSession {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("a session begins with at least one entry");
    }
  }

  public int guard() {
    return entries.size() - 1;
  }

  /// Bytes of the entries.
  public long logBytes() {
    return entries.stream().mapToLong(String::length).sum();
  }

  public int epoch() {
    return hostWrap.epoch();
  }
}
