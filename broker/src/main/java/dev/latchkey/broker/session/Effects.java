package dev.latchkey.broker.session;

import dev.latchkey.broker.ledger.NewEntries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What else an entry changes, in the same step that appends it.
///
/// @param guard the session's guard from now on: position of the newest entry that changes who may
///     write
/// @param epoch the session's epoch from now on; a higher one closes those before it, and wraps of
///     those to invites go: whoever joins gets no key of the past
/// @param closing the heads that all channels must have, if the entry closes them
/// @param invite an invite to add; one that the session has gets the new texts and keeps its counts
/// @param wraps wrapped keys to add; one to the same recipient for the same epoch is replaced
/// @param challenge a challenge that this entry uses up
/// @param expiresAt a new expiry of the session
/// @param erases whether frames, names, wraps and the sealed texts of invites go, and the log alone
///     stays
/// @param entries what the ledger gets
public record Effects(
    int guard,
    int epoch,
    Optional<Map<Integer, Long>> closing,
    Optional<StoredInvite> invite,
    List<StoredWrap> wraps,
    Optional<UsedChallenge> challenge,
    Optional<Instant> expiresAt,
    boolean erases,
    NewEntries entries) {
  public Effects {
    closing = closing.map(Map::copyOf);
    wraps = List.copyOf(wraps);
  }

  /// An entry that only says, or confirms, where guard and epoch stand.
  public static Effects of(int guard, int epoch) {
    return new Effects(
        guard,
        epoch,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        NewEntries.NONE);
  }

  /// Bytes of the sealed texts that come with the entry.
  public long textBytes() {
    return invite.map(it -> (long) it.label().size() + it.preview().size()).orElse(0L);
  }

  public Effects withClosing(Map<Integer, Long> heads) {
    return new Effects(
        guard, epoch, Optional.of(heads), invite, wraps, challenge, expiresAt, erases, entries);
  }

  public Effects withInvite(StoredInvite added) {
    return new Effects(
        guard, epoch, closing, Optional.of(added), wraps, challenge, expiresAt, erases, entries);
  }

  public Effects withWraps(List<StoredWrap> added) {
    return new Effects(guard, epoch, closing, invite, added, challenge, expiresAt, erases, entries);
  }

  public Effects withChallenge(UsedChallenge used) {
    return new Effects(
        guard, epoch, closing, invite, wraps, Optional.of(used), expiresAt, erases, entries);
  }

  public Effects withExpiresAt(Instant moved) {
    return new Effects(
        guard, epoch, closing, invite, wraps, challenge, Optional.of(moved), erases, entries);
  }

  public Effects withEntries(NewEntries added) {
    return new Effects(guard, epoch, closing, invite, wraps, challenge, expiresAt, erases, added);
  }

  /// After which the log alone stays.
  public Effects erasing() {
    return new Effects(guard, epoch, closing, invite, wraps, challenge, expiresAt, true, entries);
  }
}
