package dev.latchkey.broker.session;

import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Instant;
import java.util.List;

/// A session to be. Its guard is the position of the last entry, its epoch that of the host's wrap.
public record NewSession(
    SessionId sid,
    List<String> entries,
    Instant createdAt,
    Instant expiresAt,
    StoredWrap hostWrap,
    NewEntries ledger) {
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
