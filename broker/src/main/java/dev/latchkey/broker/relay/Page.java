package dev.latchkey.broker.relay;

import java.util.List;

/// A piece of a channel.
///
/// @param head sequence number of the newest frame, 0 before the first
/// @param base sequence number of the replace where a new reader begins, 0 if there is none. Every
///     frame after what it covers is stored.
/// @param more whether frames above the last of these were left out
public record Page(long head, long base, boolean more, List<StoredFrame> frames) {
  public Page {
    frames = List.copyOf(frames);
  }
}
