package dev.latchkey.broker.live;

/// What a WebSocket frame is. RFC 6455 §5.2.
enum Opcode {
  CONTINUATION(0x0),
  TEXT(0x1),
  BINARY(0x2),
  CLOSE(0x8),
  PING(0x9),
  PONG(0xa);

  private final int wire;

  Opcode(int wire) {
    this.wire = wire;
  }

  int wire() {
    return wire;
  }

  boolean isControl() {
    return wire >= CLOSE.wire;
  }

  static Opcode fromWire(int wire) {
    for (var opcode : values()) {
      if (opcode.wire == wire) {
        return opcode;
      }
    }
    throw new ClosingException(CloseCode.MALFORMED, "unknown opcode");
  }
}
