package dev.latchkey.broker.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A message of the broker as a client reads it, by PROTOCOL.md §9.1 alone.
sealed interface Heard {
  record Challenge(Bytes nonce) implements Heard {}

  record Welcome(long maxBytes, int silence, long size, long namesVersion, List<Message.Head> heads)
      implements Heard {}

  record Live() implements Heard {}

  record Frame(int channel, long seq, Bytes frame) implements Heard {}

  record Acked(int ref, long seq) implements Heard {}

  record Refused(int ref, String problem) implements Heard {}

  record Ephemeral(Bytes frame) implements Heard {}

  record Statement(int position, String entry) implements Heard {}

  record Name(long version, Bytes frame) implements Heard {}

  record Checkpoint(String note) implements Heard {}

  record Compact(int channel, long head) implements Heard {}

  record Left(String member) implements Heard {}

  record Pong(long echo) implements Heard {}

  record Bye(int code, int retryAfterMs, String sentence) implements Heard {}

  /// The close frame.
  record Closed(int code) implements Heard {}

  static Heard parse(ByteBuffer message) {
    int type = u8(message);
    var heard =
        switch (type) {
          case 0x01 -> new Challenge(bytes(message, 32));
          case 0x03 -> welcome(message);
          case 0x04 -> new Live();
          case 0x20 -> new Frame(u8(message), message.getLong(), rest(message));
          case 0x21 -> new Acked(message.getInt(), message.getLong());
          case 0x22 -> new Refused(message.getInt(), text(message));
          case 0x23 -> new Ephemeral(rest(message));
          case 0x24 -> new Statement(message.getInt(), text(message));
          case 0x25 -> new Name(message.getLong(), rest(message));
          case 0x26 -> new Checkpoint(text(message));
          case 0x27 -> new Compact(u8(message), message.getLong());
          case 0x28 -> new Left(new String(bytes(message, 22).toByteArray(), US_ASCII));
          case 0x1f -> new Pong(message.getLong());
          case 0x2f ->
              new Bye(Short.toUnsignedInt(message.getShort()), message.getInt(), text(message));
          default -> throw new AssertionError("unknown type " + type);
        };
    if (message.hasRemaining()) {
      throw new AssertionError("bytes left over behind " + heard);
    }
    return heard;
  }

  private static Welcome welcome(ByteBuffer message) {
    long maxBytes = Integer.toUnsignedLong(message.getInt());
    int silence = Short.toUnsignedInt(message.getShort());
    long size = Integer.toUnsignedLong(message.getInt());
    long names = message.getLong();
    var heads = new ArrayList<Message.Head>();
    for (int count = u8(message); count > 0; count--) {
      heads.add(new Message.Head(u8(message), message.getLong(), message.getLong()));
    }
    return new Welcome(maxBytes, silence, size, names, heads);
  }

  private static int u8(ByteBuffer message) {
    return Byte.toUnsignedInt(message.get());
  }

  private static Bytes bytes(ByteBuffer message, int size) {
    byte[] bytes = new byte[size];
    message.get(bytes);
    return Bytes.of(bytes);
  }

  private static Bytes rest(ByteBuffer message) {
    return bytes(message, message.remaining());
  }

  private static String text(ByteBuffer message) {
    return new String(rest(message).toByteArray(), UTF_8);
  }
}
