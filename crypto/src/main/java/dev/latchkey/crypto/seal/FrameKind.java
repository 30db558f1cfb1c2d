package dev.latchkey.crypto.seal;

import dev.latchkey.crypto.FormatException;

/// What the broker is to do with a frame. Part of the key derivation: a frame of one kind opens as
/// no other.
public enum FrameKind {
  /// Stored at the end of the channel.
  APPEND(1),
  /// Stored in place of what came before.
  REPLACE(2),
  /// Relayed, never stored.
  EPHEMERAL(3),
  /// What a member calls itself; kept once per member, outside the channels.
  NAME(4);

  private final int wire;

  FrameKind(int wire) {
    this.wire = wire;
  }

  int wire() {
    return wire;
  }

  static FrameKind fromWire(int wire) {
    for (FrameKind kind : values()) {
      if (kind.wire == wire) {
        return kind;
      }
    }
    throw new FormatException("frame: unknown kind");
  }
}
