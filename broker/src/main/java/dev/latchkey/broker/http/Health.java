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
    return HttpRouting.builder()
        .get("/health/live", answer(() -> true))
        .get("/health/started", answer(started))
        .get("/health/ready", answer(ready));
  }

  private static Handler answer(BooleanSupplier up) {
    return (_, response) -> {
      boolean isUp = up.getAsBoolean();
      response
          .status(isUp ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503)
          .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
          .header(HeaderNames.CACHE_CONTROL, "no-store")
          .send(Json.bytes(Map.of("status", isUp ? "UP" : "DOWN")));
    };
  }
}
