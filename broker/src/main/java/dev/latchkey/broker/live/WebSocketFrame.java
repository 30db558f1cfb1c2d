package dev.latchkey.broker.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// One frame of the broker as RFC 6455 §5.2 has it on the wire: whole, and not masked.
final class WebSocketFrame {
  private static final int FINAL = 0x80;
  private static final int LARGEST_SHORT = 125;
  private static final int LARGEST_MEDIUM = 65_535;
  private static final int MEDIUM = 126;
  private static final int LONG = 127;

  private final byte[] bytes;

  private WebSocketFrame(byte[] bytes) {
    this.bytes = bytes;
  }

  static WebSocketFrame binary(int size, Consumer<ByteBuffer> payload) {
    return of(Opcode.BINARY, size, payload);
  }

  static WebSocketFrame pong(byte[] payload) {
    return of(Opcode.PONG, payload.length, it -> it.put(payload));
  }

  static WebSocketFrame close(int code, String sentence) {
    byte[] reason = sentence.getBytes(UTF_8);
    return of(
        Opcode.CLOSE, Short.BYTES + reason.length, it -> it.putShort((short) code).put(reason));
  }

  int size() {
    return bytes.length;
  }

  void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  private static WebSocketFrame of(Opcode opcode, int size, Consumer<ByteBuffer> payload) {
    int header = size <= LARGEST_SHORT ? 2 : size <= LARGEST_MEDIUM ? 4 : 10;
    var frame = ByteBuffer.allocate(header + size).put((byte) (FINAL | opcode.wire()));
    if (size <= LARGEST_SHORT) {
      frame.put((byte) size);
    } else if (size <= LARGEST_MEDIUM) {
      frame.put((byte) MEDIUM).putShort((short) size);
    } else {
      frame.put((byte) LONG).putLong(size);
    }
    payload.accept(frame);
    if (frame.hasRemaining()) {
      throw new IllegalStateException("the payload is shorter than it was said to be");
    }
    return new WebSocketFrame(frame.array());
  }
}
