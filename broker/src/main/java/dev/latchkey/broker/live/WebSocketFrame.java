package dev.latchkey.broker.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
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

  static WebSocketFrame ping() {
    return of(Opcode.PING, 0, _ -> {});
  }

  static WebSocketFrame close(int code, String sentence) {
    byte[] reason = sentence.getBytes(UTF_8);
    return of(
        Opcode.CLOSE, Short.BYTES + reason.length, it -> it.putShort((short) code).put(reason));
  }

  int size() {
    return bytes.length;
  }

  boolean isPing() {
    return bytes[0] == (byte) (FINAL | Opcode.PING.wire());
  }

  byte[] payload() {
    return Arrays.copyOfRange(bytes, headerSize(bytes[1]), bytes.length);
  }

  /// What several frames are on the wire, one behind the other; not to be changed.
  static byte[] join(Collection<WebSocketFrame> frames) {
    if (frames.size() == 1) {
      return frames.iterator().next().bytes;
    }
    byte[] joined = new byte[frames.stream().mapToInt(WebSocketFrame::size).sum()];
    int end = 0;
    for (var frame : frames) {
      System.arraycopy(frame.bytes, 0, joined, end, frame.bytes.length);
      end += frame.bytes.length;
    }
    return joined;
  }

  private static int headerSize(int length) {
    return switch (length) {
      case MEDIUM -> 2 + Short.BYTES;
      case LONG -> 2 + Long.BYTES;
      default -> 2;
    };
  }

  private static WebSocketFrame of(Opcode opcode, int size, Consumer<ByteBuffer> payload) {
    int length = size <= LARGEST_SHORT ? size : size <= LARGEST_MEDIUM ? MEDIUM : LONG;
    var frame =
        ByteBuffer.allocate(headerSize(length) + size)
            .put((byte) (FINAL | opcode.wire()))
            .put((byte) length);
    switch (length) {
      case MEDIUM -> frame.putShort((short) size);
      case LONG -> frame.putLong(size);
      default -> {}
    }
    payload.accept(frame);
    if (frame.hasRemaining()) {
      throw new IllegalStateException("the payload is shorter than it was said to be");
    }
    return new WebSocketFrame(frame.array());
  }
}
