package dev.latchkey.broker.store.postgres;

import java.sql.SQLException;
import java.util.Set;

/// Tells failures of the way to the database from those of what was asked of it.
final class Faults {
  private static final Set<String> PASSING_CLASSES =
      Set.of(
          "08", // connection
          "40", // deadlock, serialization
          "53", // no more connections, no more memory
          "57"); // shut down, starting up
  private static final Set<String> PASSING =
      Set.of(
          "25006", // the server takes no writes any more
          "25P03", // this broker was idle for too long
          "55P03"); // a lock was not to be had in time

  private Faults() {}

  /// Whether the same may succeed when it is tried again, on another connection perhaps.
  static boolean isPassing(Throwable failure) {
    for (Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof SQLException e && isPassing(e)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPassing(SQLException e) {
    var state = e.getSQLState();
    return state == null
        || state.length() != 5
        || PASSING.contains(state)
        || PASSING_CLASSES.contains(state.substring(0, 2));
  }
}
