package dev.latchkey.broker.http.connection;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Notices that a connection ends with the request that is being answered: one of the two sides
/// said so, or the client asked first whether it may send its body, and nobody knows whether it did
/// when the answer came before. Helidon 4.2.0 goes on reading, and would take the rest of a refused
/// body for a request.
public final class LastAnswer implements Http1ConnectionListener {
  /// Of answers that end the connection, those that may come while the client still sends.
  private static final Set<Status> LEAVE_BODY =
      Set.of(Status.REQUEST_ENTITY_TOO_LARGE_413, Status.SERVICE_UNAVAILABLE_503);

  @Override
  public void headers(ConnectionContext context, Headers headers) {
    if (context instanceof GuardedContext guarded && isLast(headers)) {
      guarded.endAfterAnswer();
    }
  }

  @Override
  public void status(ConnectionContext context, Status status) {
    if (context instanceof GuardedContext guarded && LEAVE_BODY.contains(status)) {
      guarded.leaveBody();
    }
  }

  /// Whether these headers, of a request or of an answer, make it the last one of its connection.
  public static boolean isLast(Headers headers) {
    return headers.contains(HeaderNames.EXPECT)
        || headers.all(HeaderNames.CONNECTION, List::of).stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
  }
}
