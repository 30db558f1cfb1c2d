package dev.latchkey.broker.live;

import dev.latchkey.crypto.Bytes;
import io.helidon.common.buffers.DataReader;
import java.io.ByteArrayOutputStream;
import java.util.function.IntConsumer;

/// Reads what a client sends and puts its messages together. Whatever breaks RFC 6455, and every
/// text, throws [ClosingException]; so does a message beyond the size that is allowed, before it is
/// read.
final class WebSocketReader {
  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0f;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int MEDIUM = 126;
  private static final int LONG = 127;
  private static final int MAX_CONTROL_SIZE = 125;
  private static final int MASK_SIZE = 4;

  private final DataReader reader;
  private final IntConsumer arriving;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream(0);
  private boolean continued;
  private int maxSize;

  /// @param arriving told the size of every frame before it is read; may refuse it by throwing
  WebSocketReader(DataReader reader, IntConsumer arriving, int maxSize) {
    this.reader = reader;
    this.arriving = arriving;
    this.maxSize = maxSize;
  }

  /// The most bytes of a message from now on.
  void allow(int size) {
    maxSize = size;
  }

  /// Whether more of what the client sent has been received already.
  boolean hasMore() {
    return reader.available() > 0;
  }

  /// Waits for the next message or control frame, as long as the connection lives.
  Incoming next() {
    while (true) {
      int first = reader.read();
      var opcode = Opcode.fromWire(first & OPCODE);
      boolean isFinal = (first & FINAL) != 0;
      requireRules((first & RESERVED) == 0, "reserved bits");
      requireTurn(opcode);
      byte[] payload = payload(opcode, isFinal);
      switch (opcode) {
        case TEXT -> throw new IllegalStateException("refused before");
        case BINARY, CONTINUATION -> {
          continued = !isFinal;
          if (isFinal && begun.size() == 0) {
            return new Incoming.Binary(Bytes.of(payload));
          }
          begun.writeBytes(payload);
          if (isFinal) {
            var whole = Bytes.of(begun.toByteArray());
            begun.reset();
            return new Incoming.Binary(whole);
          }
        }
        case PING -> {
          return new Incoming.Ping(Bytes.of(payload));
        }
        case PONG -> {
          return new Incoming.Pong();
        }
        case CLOSE -> {
          return new Incoming.Close();
        }
      }
    }
  }

  private void requireTurn(Opcode opcode) {
    if (opcode == Opcode.TEXT) {
      throw new ClosingException(CloseCode.MALFORMED, "a text message");
    }
    requireRules(
        opcode.isControl() || continued == (opcode == Opcode.CONTINUATION), "continuation");
  }

  private byte[] payload(Opcode opcode, boolean isFinal) {
    int second = reader.read();
    requireRules((second & MASKED) != 0, "not masked");
    long size = size(second & LENGTH);
    if (opcode.isControl()) {
      requireRules(isFinal && size <= MAX_CONTROL_SIZE, "control frame");
    } else if (size > maxSize - begun.size()) {
      throw new ClosingException(CloseCode.TOO_LARGE, "a message that is too large");
    }
    arriving.accept((int) size);
    byte[] mask = reader.readBuffer(MASK_SIZE).readBytes();
    byte[] payload = size == 0 ? new byte[0] : reader.readBuffer((int) size).readBytes();
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % MASK_SIZE];
    }
    return payload;
  }

  private long size(int length) {
    long size =
        switch (length) {
          case MEDIUM -> number(Short.BYTES);
          case LONG -> number(Long.BYTES);
          default -> length;
        };
    boolean isShortest =
        switch (length) {
          case MEDIUM -> size >= MEDIUM;
          case LONG -> size > 0xffff || size < 0;
          default -> true;
        };
    requireRules(isShortest && size >= 0, "length");
    return size;
  }

  private long number(int bytes) {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number = number << Byte.SIZE | Byte.toUnsignedLong(reader.read());
    }
    return number;
  }

  private static void requireRules(boolean kept, String rule) {
    if (!kept) {
      throw new ClosingException(CloseCode.MALFORMED, "against RFC 6455: " + rule);
    }
  }
}
