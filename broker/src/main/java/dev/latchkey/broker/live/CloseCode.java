package dev.latchkey.broker.live;

/// Why a connection ends, as its client is told. PROTOCOL.md §9.3.
enum CloseCode {
  INTERNAL(1011, "Something went wrong inside the broker."),
  HELLO_REFUSED(4401, "The access token or proof is not accepted."),
  FORBIDDEN(4403, "You cannot follow this session from here."),
  GONE(4404, "There is nothing here for you."),
  ENDED(4410, "The session has ended."),
  TOO_LARGE(4413, "The message is larger than the broker takes."),
  MALFORMED(4415, "Speak latchkey.v1 in binary messages."),
  TOKEN_EXPIRED(4501, "The access token has expired."),
  DRAINING(4503, "The broker is stopping; try again in a moment."),
  TOO_SLOW(4508, "The connection was silent or too far behind; connect again."),
  RATE_LIMITED(4529, "Too much at once; wait before the next try.");

  private final int wire;
  private final String sentence;

  CloseCode(int wire, String sentence) {
    this.wire = wire;
    this.sentence = sentence;
  }

  /// Whether the message, which waits when the connection ends so, is still sent before the end:
  /// nothing to whom it was too much, and to whom may not be here any more only why.
  boolean leaves(Message waiting) {
    return switch (this) {
      case TOO_SLOW -> false;
      case FORBIDDEN -> waiting.isStatement();
      case INTERNAL,
          HELLO_REFUSED,
          GONE,
          ENDED,
          TOO_LARGE,
          MALFORMED,
          TOKEN_EXPIRED,
          DRAINING,
          RATE_LIMITED ->
          true;
    };
  }

  int wire() {
    return wire;
  }

  String sentence() {
    return sentence;
  }
}
