package dev.latchkey.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/// What clients of Hocuspocus send: the name of the document before every message, a token first,
/// and the same sync as y-websocket's.
public final class HocuspocusDialect implements Dialect {
  private static final byte AUTH = 2;
  private static final byte TOKEN = 0;
  private static final byte SYNC_STATUS = 8;
  private static final byte[] SOME_TOKEN = {1, 't'};

  private final Framing framing = new WebSocketFraming("/", "");
  private final byte[] name;
  private final YjsUpdates updates;

  /// @param client at least 1, another for every client of a room
  /// @param size of a message
  public HocuspocusDialect(String room, int client, int size) {
    byte[] text = room.getBytes(US_ASCII);
    this.name = ByteBuffer.allocate(1 + text.length).put((byte) text.length).put(text).array();
    this.updates = new YjsUpdates(client, size - name.length - 2 - Integer.BYTES);
  }

  @Override
  public Framing framing() {
    return framing;
  }

  @Override
  public void opened(Said said) {
    said.say(named(AUTH, TOKEN, SOME_TOKEN[0], SOME_TOKEN[1]));
    said.say(named(SyncMessages.HELLO));
  }

  @Override
  public void take(ByteBuffer message, Said said) {
    message.position(message.position() + name.length);
    switch (message.get()) {
      case SyncMessages.SYNC -> SyncMessages.take(message, said, false);
      case SYNC_STATUS -> said.acked();
      default -> {
        // About who is there.
      }
    }
  }

  @Override
  public void update(Stamp stamp, ByteBuffer out) {
    out.put(name).put(SyncMessages.SYNC).put(SyncMessages.UPDATE);
    updates.put(stamp, out);
  }

  private byte[] named(byte... message) {
    return ByteBuffer.allocate(name.length + message.length).put(name).put(message).array();
  }
}
