package dev.latchkey.broker.session;

import dev.latchkey.crypto.Bytes;
import java.time.Instant;

/// Keeps what stands at the places of [Rendezvous]. Each call is one step. A place is gone from
/// `until` on.
public interface Places {
  /// What became of a place that was to be opened.
  enum Opening {
    /// It is open, perhaps from before.
    OPENED,
    /// Another member has opened it.
    FOREIGN,
    /// There are too many.
    FULL
  }

  /// Opens a place, in place of the one that the owner has.
  ///
  /// @param most so many places there are at most
  Opening open(RendezvousId id, String owner, Instant now, Instant until, int most);

  /// What became of a slot that was to be filled.
  enum Filling {
    /// The bytes stand there, perhaps from before.
    STANDS,
    /// Others do.
    TAKEN,
    /// There is no such place.
    GONE
  }

  Filling put(RendezvousId id, int slot, Bytes sealed, Instant now);

  /// What is in a slot.
  sealed interface Slot {
    record Filled(Bytes sealed) implements Slot {}

    record Empty() implements Slot {}

    /// There is no such place.
    record Gone() implements Slot {}
  }

  Slot get(RendezvousId id, int slot, Instant now);
}
