package dev.latchkey.broker.live;

import java.util.List;

/// What a client learns first: the broker's bounds, and what there is to catch up with.
/// PROTOCOL.md §9.1.
///
/// @param size entries in the statement log
/// @param namesVersion version of the newest name
record Welcome(int size, long namesVersion, List<Message.Head> heads) {
  private static final int BYTES = Integer.BYTES + Short.BYTES + Integer.BYTES + Long.BYTES + 1;
  private static final int BYTES_PER_HEAD = 1 + Long.BYTES + Long.BYTES;

  Message message() {
    return Message.of(
        0x03,
        BYTES + heads.size() * BYTES_PER_HEAD,
        it -> {
          it.putInt(ClientMessage.MAX_SIZE)
              .putShort((short) Connection.LONGEST_SILENCE.toSeconds())
              .putInt(size)
              .putLong(namesVersion)
              .put((byte) heads.size());
          for (var head : heads) {
            it.put((byte) head.channel()).putLong(head.head()).putLong(head.base());
          }
        });
  }
}
