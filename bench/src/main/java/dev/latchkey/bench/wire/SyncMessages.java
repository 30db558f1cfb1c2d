package dev.latchkey.bench.wire;

import java.nio.ByteBuffer;

/// The messages of y-protocols' sync, behind what a server puts before them.
final class SyncMessages {
  static final byte SYNC = 0;
  static final byte STEP_1 = 0;
  static final byte STEP_2 = 1;
  static final byte UPDATE = 2;

  /// The first step of a client that has nothing.
  static final byte[] HELLO = {SYNC, STEP_1, 1, 0};

  private SyncMessages() {}

  /// @param isEchoAnswer whether a client that reads its own update takes it for acknowledged
  static void take(ByteBuffer message, Dialect.Said said, boolean isEchoAnswer) {
    switch (message.get()) {
      case STEP_1 -> said.found(YjsUpdates.values(message));
      case STEP_2 -> said.joined();
      case UPDATE -> {
        var stamp = YjsUpdates.stamp(message);
        if (stamp.sender() != said.index()) {
          said.heard(stamp);
        } else if (isEchoAnswer) {
          said.acked();
        }
      }
      default -> throw new WireException("unknown sync message");
    }
  }
}
