package dev.latchkey.broker.http;

import dev.latchkey.broker.metric.Metrics;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;

/// What the management port answers: how the broker is, what it has counted, and what commands ask.
/// There is only reading here.
final class Management {
  private final Metrics metrics;
  private final List<Route> routes;

  Management(Health health, Metrics metrics, Observations observations) {
    this.metrics = metrics;
    var all = new ArrayList<>(health.routes());
    all.add(Route.get("/metrics", this::metrics));
    all.addAll(observations.routes());
    this.routes = List.copyOf(all);
  }

  HttpRouting.Builder routing() {
    var routing = HttpRouting.builder();
    for (var route : routes) {
      routing
          .get(route.path(), route.handler())
          .route(Method.HEAD, route.path(), route.handler())
          .any(
              route.path(),
              (_, response) ->
                  response
                      .status(Status.METHOD_NOT_ALLOWED_405)
                      .header(HeaderNames.ALLOW, "GET, HEAD")
                      .send());
    }
    return routing;
  }

  private void metrics(ServerRequest request, ServerResponse response) {
    response
        .header(HeaderNames.CONTENT_TYPE, Metrics.CONTENT_TYPE)
        .header(HeaderNames.CACHE_CONTROL, "no-store");
    Json.send(request, response, Status.OK_200, metrics.text());
  }
}
