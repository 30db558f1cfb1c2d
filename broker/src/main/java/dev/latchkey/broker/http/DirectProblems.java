package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.UnsupportedMediaType;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/// Answers what never reaches a route of ours: above all requests that are no HTTP as we take it.
/// The text is constant, whatever the server would have to say.
final class DirectProblems implements DirectHandler {
  private final RequestIds requestIds;
  private final SecurityHeaders securityHeaders;

  DirectProblems(RequestIds requestIds, SecurityHeaders securityHeaders) {
    this.requestIds = requestIds;
    this.securityHeaders = securityHeaders;
  }

  DirectHandlers handlers() {
    var handlers = DirectHandlers.builder();
    for (var event : EventType.values()) {
      handlers.addHandler(event, this);
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType event,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    var problem = problem(request, event, status);
    var requestId = requestIds.next();
    var response =
        TransportResponse.builder()
            .status(problem.status())
            .header(HeaderNames.CONTENT_TYPE, "application/problem+json; charset=utf-8")
            .header(HeaderNames.CACHE_CONTROL, "no-store")
            .header(HeaderNames.create("X-Request-Id"), requestId)
            .keepAlive(false)
            .entity(problem.body(requestId));
    var common = ServerResponseHeaders.create();
    securityHeaders.forApi(common);
    common.forEach(response::header);
    return response.build();
  }

  private static Problem problem(TransportRequest request, EventType event, Status status) {
    if (status.equals(Status.REQUEST_ENTITY_TOO_LARGE_413)) {
      return Problem.payloadTooLarge();
    }
    if (status.equals(Status.UNSUPPORTED_MEDIA_TYPE_415)) {
      return Problem.of(new UnsupportedMediaType());
    }
    if (status.equals(Status.NOT_FOUND_404)) {
      return Problem.of(new NotFound("no such path"));
    }
    return switch (event) {
      case BAD_REQUEST, FORBIDDEN, HTTP_VERSION_NOT_SUPPORTED, OTHER -> Problem.malformed();
      case PAYLOAD_TOO_LARGE -> Problem.payloadTooLarge();
      // Whatever fails before there is a request fails at what was sent: a method that is no token.
      case INTERNAL_ERROR ->
          request.equals(TransportRequest.empty()) ? Problem.malformed() : Problem.internal();
    };
  }
}
