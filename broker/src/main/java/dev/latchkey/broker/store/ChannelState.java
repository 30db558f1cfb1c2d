package dev.latchkey.broker.store;

import java.util.OptionalLong;

/// Where a channel stands.
///
/// @param head sequence number of the newest frame, 0 before the first
/// @param base sequence number of the replace where a new reader begins, 0 if there is none
/// @param covered frames up to this sequence number are deleted
public record ChannelState(long head, long base, long covered) {
  public static final ChannelState UNWRITTEN = new ChannelState(0, 0, 0);

  /// The state after one more frame. A replace that covers less than an earlier one does not become
  /// the base: a reader who began there would miss frames that are deleted.
  public ChannelState after(OptionalLong covers) {
    long seq = head + 1;
    return covers.isPresent() && covers.getAsLong() >= covered
        ? new ChannelState(seq, seq, covers.getAsLong())
        : new ChannelState(seq, base, covered);
  }
}
