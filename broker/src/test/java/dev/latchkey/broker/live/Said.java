package dev.latchkey.broker.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.relay.Condition;
import dev.latchkey.crypto.seal.Frame;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SequencedMap;

/// Messages of a client, written by PROTOCOL.md §9.1 alone.
final class Said {
  private Said() {}

  static byte[] hello(
      String token, String proof, int size, long names, SequencedMap<Integer, Long> channels) {
    return message(
        0x02,
        it -> {
          text16(it, token);
          text16(it, proof);
          it.writeInt(size);
          it.writeLong(names);
          it.writeByte(channels.size());
          for (var channel : channels.entrySet()) {
            it.writeByte(channel.getKey());
            it.writeLong(channel.getValue());
          }
        });
  }

  static byte[] append(int ref, Condition condition, byte[] frame) {
    return message(
        0x10,
        it -> {
          it.writeInt(ref);
          condition(it, condition);
          it.write(frame);
        });
  }

  static byte[] append(int ref, Frame frame) {
    return append(ref, new Condition.Any(), frame.encode());
  }

  static byte[] replace(int ref, long covers, Condition condition, byte[] frame) {
    return message(
        0x11,
        it -> {
          it.writeInt(ref);
          it.writeLong(covers);
          condition(it, condition);
          it.write(frame);
        });
  }

  static byte[] ephemeral(byte[] frame) {
    return message(0x12, it -> it.write(frame));
  }

  static byte[] follow(int channel, long after) {
    return message(
        0x13,
        it -> {
          it.writeByte(channel);
          it.writeLong(after);
        });
  }

  static byte[] token(String token) {
    return message(0x14, it -> text16(it, token));
  }

  static byte[] ping(long echo) {
    return message(0x1e, it -> it.writeLong(echo));
  }

  private static void text16(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private static void condition(DataOutputStream out, Condition condition) throws IOException {
    switch (condition) {
      case Condition.Any() -> out.writeByte(0);
      case Condition.AtHead(long head) -> {
        out.writeByte(1);
        out.writeLong(head);
      }
      case Condition.Unwritten() -> out.writeByte(2);
    }
  }

  private interface Fields {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private static byte[] message(int type, Fields fields) {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    try {
      out.writeByte(type);
      fields.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
