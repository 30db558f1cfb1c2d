package dev.latchkey.broker.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Tells whoever runs the broker how it is: live while the process answers at all, ready while it
/// takes requests and can store what they bring.
final class Health {
  private final BooleanSupplier started;
  private final BooleanSupplier ready;

  Health(BooleanSupplier started, BooleanSupplier ready) {
    this.started = started;
    this.ready = ready;
  }

  HttpRouting.Builder routing() {
    var routing = HttpRouting.builder();
    add(routing, "/health/live", () -> true);
    add(routing, "/health/started", started);
    add(routing, "/health/ready", ready);
    return routing;
  }

  private static void add(HttpRouting.Builder routing, String path, BooleanSupplier up) {
    var answer = answer(up);
    routing
        .get(path, answer)
        .head(path, answer)
        .any(
            path,
            (_, response) ->
                response
                    .status(Status.METHOD_NOT_ALLOWED_405)
                    .header(HeaderNames.ALLOW, "GET, HEAD")
                    .send());
  }

  private static Handler answer(BooleanSupplier up) {
    return (request, response) -> {
      boolean isUp = up.getAsBoolean();
      var status = isUp ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503;
      response
          .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
          .header(HeaderNames.CACHE_CONTROL, "no-store");
      Json.send(request, response, status, Json.bytes(Map.of("status", isUp ? "UP" : "DOWN")));
    };
  }
}
