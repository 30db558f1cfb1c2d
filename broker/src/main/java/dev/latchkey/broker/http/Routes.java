package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.MethodNotAllowed;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// All operations of the broker, with what each path answers to the other methods: `HEAD` like
/// `GET` without its body, `OPTIONS` with what there is, the rest with 405.
final class Routes {
  /// Every path has one spelling: no escapes, no empty and no dot segments. Only what mail systems
  /// make of a link is taken as it comes.
  private static final Pattern SPELLING =
      Pattern.compile("/|(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9_.-]+)+|/j%.*");

  private final Map<String, List<Route>> byPath = new LinkedHashMap<>();
  private final Cors cors;

  Routes(Cors cors, List<Route> routes) {
    this.cors = cors;
    for (var route : routes) {
      byPath.computeIfAbsent(route.path(), _ -> new ArrayList<>()).add(route);
    }
  }

  void register(HttpRouting.Builder routing) {
    byPath.forEach((path, routes) -> register(routing, path, routes));
  }

  private void register(HttpRouting.Builder routing, String path, List<Route> routes) {
    var allowed = new LinkedHashSet<String>();
    for (var route : routes) {
      routing.route(route.method(), path, inOneSpelling(route.handler()));
      allowed.add(route.method().text());
      if (route.method().equals(Method.GET)) {
        routing.route(Method.HEAD, path, inOneSpelling(route.handler()));
        allowed.add(Method.HEAD.text());
      }
    }
    allowed.add(Method.OPTIONS.text());
    options(routing, path, allowed);
    routing.any(
        path,
        inOneSpelling(
            (_, _) -> {
              throw new MethodNotAllowed(allowed);
            }));
  }

  private void options(HttpRouting.Builder routing, String path, Set<String> allowed) {
    var methods = allowed.stream().sorted().collect(Collectors.joining(", "));
    routing.options(
        path,
        inOneSpelling(
            (request, response) -> {
              cors.applyPreflight(request.headers(), response.headers(), methods);
              response.header(HeaderNames.ALLOW, methods).status(Status.NO_CONTENT_204).send();
            }));
  }

  private static Handler inOneSpelling(Handler handler) {
    return (request, response) -> {
      if (SPELLING.matcher(request.prologue().uriPath().rawPath()).matches()) {
        handler.handle(request, response);
      } else {
        response.next();
      }
    };
  }
}
