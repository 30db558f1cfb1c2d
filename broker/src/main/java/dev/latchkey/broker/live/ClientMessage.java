package dev.latchkey.broker.live;

import dev.latchkey.broker.relay.Condition;
import dev.latchkey.broker.relay.Known;
import dev.latchkey.broker.relay.Write;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.seal.Frame;
import java.util.OptionalLong;

/// A message of a client. PROTOCOL.md §9.1.
sealed interface ClientMessage {
  /// The longest: a replace on condition.
  int MAX_SIZE = 1 + Integer.BYTES + Long.BYTES + 1 + Long.BYTES + Frame.MAX_SIZE;

  int MAX_HELLO_SIZE = 16_384;

  /// The first message of a client: who it is, and where it wants to go on from.
  record Hello(String accessToken, String proof, Known known) implements ClientMessage {
    @Override
    public String toString() {
      return "Hello[" + known + "]";
    }
  }

  /// An append, or with `covers` a replace.
  ///
  /// @param ref names this write in its answer
  record Writing(int ref, OptionalLong covers, Condition condition, Bytes frame)
      implements ClientMessage {
    /// Throws [FormatException] if the frame is none.
    Write toWrite() {
      return covers.isPresent()
          ? Write.replace(frame, covers.getAsLong(), condition)
          : Write.append(frame, condition);
    }
  }

  record Ephemeral(Bytes frame) implements ClientMessage {}

  record Follow(int channel, long after) implements ClientMessage {}

  record Token(String accessToken) implements ClientMessage {
    @Override
    public String toString() {
      return "Token[]";
    }
  }

  record Ping(long echo) implements ClientMessage {}

  /// Throws [FormatException] for anything that is no message.
  static ClientMessage parse(Bytes bytes) {
    var fields = new Fields(bytes);
    int type = fields.u8();
    var message =
        switch (type) {
          case 0x02 ->
              new Hello(
                  fields.text16(),
                  fields.text16(),
                  new Known(fields.u32(), fields.number(), fields.channels()));
          case 0x10 ->
              new Writing(
                  (int) fields.u32(), OptionalLong.empty(), condition(fields), fields.rest());
          case 0x11 ->
              new Writing(
                  (int) fields.u32(),
                  OptionalLong.of(fields.number()),
                  condition(fields),
                  fields.rest());
          case 0x12 -> new Ephemeral(fields.rest());
          case 0x13 -> new Follow(fields.u8(), fields.number());
          case 0x14 -> new Token(fields.text16());
          case 0x1e -> new Ping(fields.u64());
          default -> throw new FormatException("message: unknown type");
        };
    fields.requireEnd();
    return message;
  }

  private static Condition condition(Fields fields) {
    return switch (fields.u8()) {
      case 0 -> new Condition.Any();
      case 1 -> new Condition.AtHead(fields.number());
      case 2 -> new Condition.Unwritten();
      default -> throw new FormatException("condition: unknown");
    };
  }
}
