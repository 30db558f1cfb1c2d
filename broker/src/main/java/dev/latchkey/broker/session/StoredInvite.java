package dev.latchkey.broker.session;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.InviteId;
import java.time.Instant;
import java.util.Optional;

/// The sealed texts of an invite, and what became of it that no statement says.
///
/// @param opened how often the invite was looked at
/// @param failed how many joins by it were refused
/// @param lastFailedAt when the last of those was, in milliseconds
public record StoredInvite(
    InviteId iid,
    Bytes label,
    Bytes preview,
    long opened,
    long failed,
    Optional<Instant> lastFailedAt) {

  public static StoredInvite unopened(InviteId iid, Bytes label, Bytes preview) {
    return new StoredInvite(iid, label, preview, 0, 0, Optional.empty());
  }
}
