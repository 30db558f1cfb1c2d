package dev.latchkey.broker.live;

import java.time.Duration;

/// Ends the connection whose message is being read, with this code.
final class ClosingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final CloseCode code;
  private final transient Duration retryAfter;

  ClosingException(CloseCode code, String detail) {
    this(code, detail, Duration.ZERO);
  }

  /// @param detail for the log alone
  /// @param retryAfter after this long another connection can do better; zero if that is not known
  ClosingException(CloseCode code, String detail, Duration retryAfter) {
    super(detail, null, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  CloseCode code() {
    return code;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}
