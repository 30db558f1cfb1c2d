package dev.latchkey.broker.session;

import dev.latchkey.crypto.roster.SessionId;
import java.time.Instant;

/// What the store knows of a session without reading its log.
///
/// @param size entries in the statement log
/// @param namesVersion version of the newest name frame, 0 before the first
/// @param guard position of the newest entry that changes who may write
/// @param epoch the current epoch
/// @param logBytes bytes of the log, and of the sealed texts that came with its entries
/// @param storedBytes those, and the bytes of all channel frames that are stored now
public record SessionRow(
    SessionId sid,
    int size,
    long namesVersion,
    int guard,
    int epoch,
    Instant createdAt,
    Instant expiresAt,
    long logBytes,
    long storedBytes) {
  /// The session with so many bytes of frames more, or fewer.
  public SessionRow grownBy(long bytes) {
    return new SessionRow(
        sid, size, namesVersion, guard, epoch, createdAt, expiresAt, logBytes, storedBytes + bytes);
  }

  /// Whether the session has not expired at `now`; one that expires at `now` has.
  public boolean isLiveAt(Instant now) {
    return now.isBefore(expiresAt);
  }
}
