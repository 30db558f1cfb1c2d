package dev.latchkey.bench.wire;

import java.nio.ByteBuffer;

/// What clients of y-websocket send. Its server acknowledges nothing but sends every update to its
/// sender, too: that counts as acknowledged.
public final class YWebsocketDialect implements Dialect {
  private static final int HEAD = 2 + Integer.BYTES;

  private final Framing framing;
  private final YjsUpdates updates;

  /// @param client at least 1, another for every client of a room
  /// @param size of a message
  public YWebsocketDialect(String room, int client, int size) {
    this.framing = new WebSocketFraming("/" + room, "");
    this.updates = new YjsUpdates(client, size - HEAD);
  }

  @Override
  public Framing framing() {
    return framing;
  }

  @Override
  public void opened(Said said) {
    said.say(SyncMessages.HELLO);
  }

  @Override
  public void take(ByteBuffer message, Said said) {
    if (message.get() == SyncMessages.SYNC) {
      SyncMessages.take(message, said, true);
    }
  }

  @Override
  public void update(Stamp stamp, ByteBuffer out) {
    out.put(SyncMessages.SYNC).put(SyncMessages.UPDATE);
    updates.put(stamp, out);
  }
}
