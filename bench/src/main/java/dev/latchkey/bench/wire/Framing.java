package dev.latchkey.bench.wire;

import java.nio.ByteBuffer;

/// How messages are told apart on one connection.
public sealed interface Framing permits WebSocketFraming, LengthFraming {
  /// The bytes that open the connection.
  byte[] opening();

  /// Whether messages can be sent.
  boolean isOpen();

  /// Finds the next whole message and moves the position behind it. What begins there and is not
  /// whole yet stays.
  ///
  /// @return whether one was found; then [#begin] and [#end] say where it is
  boolean next(ByteBuffer in);

  int begin();

  int end();

  /// What is to be answered to what [#next] passed over; empty if nothing is.
  byte[] answer();

  /// How many bytes, counted from the position, the message has that was not whole; 0 if that is
  /// not known.
  int wanted();

  /// Puts the message, and clears nothing.
  void put(ByteBuffer message, ByteBuffer out);
}
