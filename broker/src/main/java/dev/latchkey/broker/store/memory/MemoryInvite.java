package dev.latchkey.broker.store.memory;

import dev.latchkey.broker.session.StoredInvite;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.InviteId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An invite and its counts.
final class MemoryInvite {
  private final InviteId iid;
  private Bytes label;
  private Bytes preview;
  private long opened;
  private long failed;
  private @Nullable Instant lastFailedAt;

  MemoryInvite(StoredInvite invite) {
    iid = invite.iid();
    label = invite.label();
    preview = invite.preview();
    opened = invite.opened();
    failed = invite.failed();
    lastFailedAt = invite.lastFailedAt().orElse(null);
  }

  StoredInvite stored() {
    return new StoredInvite(iid, label, preview, opened, failed, Optional.ofNullable(lastFailedAt));
  }

  void seal(Bytes newLabel, Bytes newPreview) {
    label = newLabel;
    preview = newPreview;
  }

  void erase() {
    seal(Bytes.of(new byte[0]), Bytes.of(new byte[0]));
  }

  void countOpened(int count) {
    opened += count;
  }

  void countFailed(int count, Instant lastAt) {
    failed += count;
    lastFailedAt = lastAt;
  }
}
