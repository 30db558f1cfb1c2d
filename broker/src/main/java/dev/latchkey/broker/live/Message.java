package dev.latchkey.broker.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.session.StoredName;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// A message of the broker as it goes over the wire, made once for all who get it.
/// PROTOCOL.md §9.1.
///
/// @param type its first byte; of a control frame, which has none, [#CONTROL]
record Message(int type, WebSocketFrame wire) {
  static final int CONTROL = -1;
  private static final int EPHEMERAL = 0x23;
  private static final int STATEMENT = 0x24;

  /// What there is, by type, in the words of PROTOCOL.md; but for the last one, which goes with an
  /// end.
  static Map<Integer, String> kinds() {
    return Map.ofEntries(
        Map.entry(0x01, "challenge"),
        Map.entry(0x03, "welcome"),
        Map.entry(0x04, "live"),
        Map.entry(0x1f, "pong"),
        Map.entry(0x20, "frame"),
        Map.entry(0x21, "acked"),
        Map.entry(0x22, "refused"),
        Map.entry(EPHEMERAL, "ephemeral"),
        Map.entry(STATEMENT, "statement"),
        Map.entry(0x25, "name"),
        Map.entry(0x26, "checkpoint"),
        Map.entry(0x27, "compact"),
        Map.entry(0x28, "left"));
  }

  /// Where a channel stands.
  record Head(int channel, long head, long base) {}

  static Message challenge(byte[] nonce) {
    return of(0x01, nonce.length, it -> it.put(nonce));
  }

  static Message live() {
    return of(0x04, 0, _ -> {});
  }

  static Message frame(int channel, StoredFrame stored) {
    var frame = stored.frame();
    return of(
        0x20,
        1 + Long.BYTES + frame.size(),
        it -> it.put((byte) channel).putLong(stored.seq()).put(frame.asBuffer()));
  }

  static Message acked(int ref, long seq) {
    return of(0x21, Integer.BYTES + Long.BYTES, it -> it.putInt(ref).putLong(seq));
  }

  static Message refused(int ref, byte[] problem) {
    return of(0x22, Integer.BYTES + problem.length, it -> it.putInt(ref).put(problem));
  }

  static Message ephemeral(Bytes frame) {
    return of(EPHEMERAL, frame.size(), it -> it.put(frame.asBuffer()));
  }

  static Message statement(int position, String entry) {
    byte[] text = entry.getBytes(US_ASCII);
    return of(STATEMENT, Integer.BYTES + text.length, it -> it.putInt(position).put(text));
  }

  static Message name(StoredName name) {
    var frame = name.frame();
    return of(
        0x25, Long.BYTES + frame.size(), it -> it.putLong(name.version()).put(frame.asBuffer()));
  }

  static Message checkpoint(String note) {
    byte[] text = note.getBytes(UTF_8);
    return of(0x26, text.length, it -> it.put(text));
  }

  static Message compact(int channel, long head) {
    return of(0x27, 1 + Long.BYTES, it -> it.put((byte) channel).putLong(head));
  }

  static Message left(MemberId member) {
    byte[] id = member.value().getBytes(US_ASCII);
    return of(0x28, id.length, it -> it.put(id));
  }

  static Message pong(long echo) {
    return of(0x1f, Long.BYTES, it -> it.putLong(echo));
  }

  static Message bye(CloseCode code, Duration retryAfter) {
    byte[] sentence = code.sentence().getBytes(UTF_8);
    return of(
        0x2f,
        Short.BYTES + Integer.BYTES + sentence.length,
        it -> it.putShort((short) code.wire()).putInt((int) retryAfter.toMillis()).put(sentence));
  }

  static Message control(WebSocketFrame frame) {
    return new Message(CONTROL, frame);
  }

  /// Whether it is left out where a connection is behind.
  boolean isDropped() {
    return type == EPHEMERAL;
  }

  boolean isStatement() {
    return type == STATEMENT;
  }

  int size() {
    return wire.size();
  }

  static Message of(int type, int size, Consumer<ByteBuffer> fields) {
    return new Message(
        type, WebSocketFrame.binary(1 + size, it -> fields.accept(it.put((byte) type))));
  }
}
