package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.Draining;
import dev.latchkey.broker.http.connection.LastAnswer;
import dev.latchkey.broker.ledger.Provenance;
import dev.latchkey.broker.log.LogContext;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What every answer has, whoever makes it: a request ID, the security headers, what the caller's
/// origin may read, and under `/v1` the nonce for the next proof. A stopping broker takes no new
/// request.
final class Envelope implements Filter {
  private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
  private static final HeaderName DPOP_NONCE = HeaderNames.create("DPoP-Nonce");
  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  private final RequestIds requestIds;
  private final SecurityHeaders securityHeaders;
  private final Cors cors;
  private final DpopNonces nonces;
  private final BodyMemory bodyMemory;
  private final ClientAddresses addresses;
  private final InFlight inFlight;
  private final BooleanSupplier draining;
  private final RequestMetrics metrics;

  Envelope(
      RequestIds requestIds,
      SecurityHeaders securityHeaders,
      Cors cors,
      DpopNonces nonces,
      BodyMemory bodyMemory,
      ClientAddresses addresses,
      InFlight inFlight,
      BooleanSupplier draining,
      RequestMetrics metrics) {
    this.requestIds = requestIds;
    this.securityHeaders = securityHeaders;
    this.cors = cors;
    this.nonces = nonces;
    this.bodyMemory = bodyMemory;
    this.addresses = addresses;
    this.inFlight = inFlight;
    this.draining = draining;
    this.metrics = metrics;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    var requestId = requestIds.next();
    request.context().register(RequestId.class, new RequestId(requestId));
    apply(request, response);
    addresses.note(request);
    LogContext.ofRequest(requestId, () -> proceed(chain, request, response));
  }

  private void proceed(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    inFlight.begin();
    try (var share = bodyMemory.share(() -> addresses.caller(request).key())) {
      request.context().register(share);
      if (draining.getAsBoolean()) {
        metrics.answered(Status.SERVICE_UNAVAILABLE_503);
        throw new Draining();
      }
      chain.proceed();
      metrics.answered(response.status());
    } finally {
      inFlight.end();
    }
  }

  /// Errors begin their answer anew, so this is done again for them.
  void apply(ServerRequest request, ServerResponse response) {
    var headers = response.headers();
    headers.set(REQUEST_ID, requestId(request));
    headers.set(NO_STORE);
    securityHeaders.forApi(headers);
    cors.apply(request.headers(), headers);
    if (LastAnswer.isLast(request.headers())) {
      headers.set(HeaderValues.CONNECTION_CLOSE);
    }
    if (request.prologue().uriPath().rawPath().startsWith("/v1/")) {
      headers.set(DPOP_NONCE, nonces.current());
    }
  }

  static String requestId(ServerRequest request) {
    return request.context().get(RequestId.class, RequestId.class).map(RequestId::value).orElse("");
  }

  /// By which request an act came that this one asks for.
  static Provenance provenance(ServerRequest request) {
    return new Provenance(requestId(request), Optional.empty());
  }

  private record RequestId(String value) {}
}
