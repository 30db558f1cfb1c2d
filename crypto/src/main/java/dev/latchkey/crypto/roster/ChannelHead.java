package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.Bytes;

/// The last sequence number of a channel and the running hash up to it. FORMATS.md §9.
public record ChannelHead(int channel, long head, Bytes hash) {
  public static final int MAX_CHANNEL = 255;

  private static final Bytes NOTHING_YET = Bytes.of(new byte[32]);

  /// The head of a channel in which nothing was written.
  public static ChannelHead start(int channel) {
    return new ChannelHead(channel, 0, NOTHING_YET);
  }

  /// Whether a channel that stood here can stand at `later` now: never at a lower number, never
  /// at the same one with another history.
  boolean leadsTo(ChannelHead later) {
    return later.head > head || (later.head == head && later.hash.equals(hash));
  }
}
