package dev.latchkey.bench.wire;

import java.nio.ByteBuffer;

/// How one client of a contender talks, from its connection on.
public sealed interface Dialect
    permits LatchkeyDialect, YWebsocketDialect, HocuspocusDialect, EchoDialect {
  Framing framing();

  /// The connection is open.
  void opened(Said said);

  /// Takes a whole message: what is between position and limit.
  void take(ByteBuffer message, Said said);

  /// Puts the next message that all others in the room are to get, with the stamp in it.
  void update(Stamp stamp, ByteBuffer out);

  /// What a client does about what it reads.
  interface Said {
    /// Sends a message.
    void say(byte[] message);

    /// Which of all clients this is.
    int index();

    /// It has caught up and takes part.
    void joined();

    /// The server has so many updates from before.
    void found(long updates);

    /// Another one's update is here.
    void heard(Stamp stamp);

    /// One more of its own updates is acknowledged.
    void acked();
  }
}
