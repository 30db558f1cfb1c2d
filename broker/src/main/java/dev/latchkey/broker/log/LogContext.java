package dev.latchkey.broker.log;

import java.util.Optional;

/// What the thread is at while it logs, so that lines of one request can be found among all others.
/// Names that the broker has given: nothing of it comes from a caller.
public final class LogContext {
  private static final ScopedValue<String> REQUEST = ScopedValue.newInstance();
  private static final ScopedValue<Long> CONNECTION = ScopedValue.newInstance();

  private LogContext() {}

  /// Does the work for a request.
  ///
  /// @param requestId as its caller gets to know it
  public static void ofRequest(String requestId, Runnable work) {
    ScopedValue.where(REQUEST, requestId).run(work);
  }

  /// Does the work for a live connection.
  ///
  /// @param number of the connection
  public static void ofConnection(long number, Runnable work) {
    ScopedValue.where(CONNECTION, number).run(work);
  }

  static Optional<String> request() {
    return REQUEST.isBound() ? Optional.of(REQUEST.get()) : Optional.empty();
  }

  static Optional<Long> connection() {
    return CONNECTION.isBound() ? Optional.of(CONNECTION.get()) : Optional.empty();
  }
}
