package dev.latchkey.broker.live;

import dev.latchkey.crypto.Bytes;

/// What a client has sent, as far as WebSocket knows.
sealed interface Incoming {
  /// A whole binary message.
  record Binary(Bytes payload) implements Incoming {}

  record Ping(Bytes payload) implements Incoming {}

  record Pong() implements Incoming {}

  /// The client wants to end. RFC 6455 §5.5.1.
  record Close() implements Incoming {}
}
