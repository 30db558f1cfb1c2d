package dev.latchkey.broker.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import java.util.Set;

/// Lets pages of the allowed origins read answers, and no others. There are no cookies and no
/// credentials, so an origin that is let in gains nothing but the reach of its own pages.
final class Cors {
  private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Origin");
  private static final Header EXPOSED =
      HeaderValues.createCached(
          HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
          "ETag, Retry-After, RateLimit, RateLimit-Policy, DPoP-Nonce, WWW-Authenticate, "
              + "X-Request-Id, Date");
  private static final Header REQUEST_HEADERS =
      HeaderValues.createCached(
          HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
          "Authorization, Content-Type, DPoP, If-Match, If-None-Match");
  private static final Header MAX_AGE =
      HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_MAX_AGE, "7200");

  private final String own;
  private final Set<String> allowed;

  /// @param own the broker's own origin
  /// @param allowed other origins, as browsers send them; `null` may be one
  Cors(String own, Set<String> allowed) {
    this.own = own;
    this.allowed = Set.copyOf(allowed);
  }

  void apply(ServerRequestHeaders request, ServerResponseHeaders response) {
    response.set(VARY);
    if (isAllowed(request)) {
      response.set(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, request.get(HeaderNames.ORIGIN).get());
      response.set(EXPOSED);
    }
  }

  /// What a preflight asks for beyond [#apply].
  void applyPreflight(
      ServerRequestHeaders request, ServerResponseHeaders response, String methods) {
    if (isAllowed(request) && request.contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
      response.set(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, methods);
      response.set(REQUEST_HEADERS);
      response.set(MAX_AGE);
    }
  }

  private boolean isAllowed(ServerRequestHeaders request) {
    return request
        .first(HeaderNames.ORIGIN)
        .filter(origin -> origin.equals(own) || allowed.contains(origin))
        .isPresent();
  }
}
