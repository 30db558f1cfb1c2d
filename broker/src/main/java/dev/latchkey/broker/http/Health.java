package dev.latchkey.broker.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Tells whoever runs the broker how it is: live while the process answers at all, started once it
/// listens, ready while it takes requests and can store what they bring. Only ready asks the store.
final class Health {
  private final BooleanSupplier started;
  private final Readiness readiness;

  Health(BooleanSupplier started, Readiness readiness) {
    this.started = started;
    this.readiness = readiness;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/health/live", answer(List::of)),
        Route.get(
            "/health/started",
            answer(() -> started.getAsBoolean() ? List.of() : List.of("starting"))),
        Route.get("/health/ready", answer(readiness::missing)));
  }

  /// @param reasons why not, in the words of docs/operations.md
  private record State(String status, List<String> reasons) {}

  private static Handler answer(Supplier<List<String>> missing) {
    return (request, response) -> {
      var reasons = missing.get();
      var status = reasons.isEmpty() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503;
      response
          .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
          .header(HeaderNames.CACHE_CONTROL, "no-store");
      var state = new State(reasons.isEmpty() ? "UP" : "DOWN", reasons);
      Json.send(request, response, status, Json.bytes(state));
    };
  }
}
