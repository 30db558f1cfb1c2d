package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException;
import dev.latchkey.broker.BrokerException.MethodNotAllowed;
import dev.latchkey.broker.BrokerException.RateLimited;
import dev.latchkey.broker.log.LogContext;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.stream.Collectors;

/// Answers requests that failed. Whatever went wrong, the caller reads one of the texts of
/// [Problem]; what else there is to know stays in the log, under the same request ID.
final class Problems {
  private static final Logger LOG = System.getLogger(Problems.class.getName());
  private static final Header PROBLEM =
      HeaderValues.createCached(
          HeaderNames.CONTENT_TYPE, "application/problem+json; charset=utf-8");
  private static final HeaderName WEB_SOCKET_VERSION = HeaderNames.create("Sec-WebSocket-Version");
  private static final HeaderName RATE_LIMIT = HeaderNames.create("RateLimit");
  private static final HeaderName RATE_LIMIT_POLICY = HeaderNames.create("RateLimit-Policy");

  private final Envelope envelope;
  private final RefusalMetrics refusals;

  Problems(Envelope envelope, RefusalMetrics refusals) {
    this.envelope = envelope;
    this.refusals = refusals;
  }

  void register(HttpRouting.Builder routing) {
    routing
        .error(BrokerException.class, this::refuse)
        .error(HttpException.class, this::http)
        .error(Throwable.class, this::fail);
  }

  private void refuse(ServerRequest request, ServerResponse response, BrokerException refusal) {
    envelope.apply(request, response);
    var requestId = Envelope.requestId(request);
    switch (refusal) {
      case BrokerException.TokenInvalid it -> {
        response.header(HeaderNames.WWW_AUTHENTICATE, "DPoP error=\"invalid_token\"");
        refusals.unproven(RefusalMetrics.Unproven.TOKEN);
        log(requestId, it);
      }
      case BrokerException.NonceRequired _ ->
          response.header(HeaderNames.WWW_AUTHENTICATE, "DPoP error=\"use_dpop_nonce\"");
      case BrokerException.CreationTokenRequired it -> {
        response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        refusals.unproven(RefusalMetrics.Unproven.CREATION_TOKEN);
        log(requestId, it);
      }
      case MethodNotAllowed it ->
          response.header(
              HeaderNames.ALLOW, it.allowed().stream().sorted().collect(Collectors.joining(", ")));
      case BrokerException.UpgradeRequired _ ->
          response
              .header(HeaderNames.UPGRADE, "websocket")
              .header(HeaderNames.CONNECTION, "Upgrade")
              .header(WEB_SOCKET_VERSION, "13");
      case RateLimited it -> {
        refusals.limited(it.policy());
        limited(response, it);
      }
      case BrokerException.Draining _, BrokerException.Overloaded _ ->
          response.header(HeaderNames.RETRY_AFTER, "1").header(HeaderValues.CONNECTION_CLOSE);
      case BrokerException.PayloadTooLarge _ -> response.header(HeaderValues.CONNECTION_CLOSE);
      case BrokerException.NotFound it -> log(requestId, it);
      case BrokerException.BadRequest _,
          BrokerException.StatementInvalid _,
          BrokerException.RoleForbidden _,
          BrokerException.SessionExists _,
          BrokerException.SessionEnded _,
          BrokerException.StatementConflict _,
          BrokerException.HeadsMoved _,
          BrokerException.InviteRefused _,
          BrokerException.JoinDeclined _,
          BrokerException.SessionFull _,
          BrokerException.SlotTaken _,
          BrokerException.CounterUsed _,
          BrokerException.EpochClosed _,
          BrokerException.HeadMoved _,
          BrokerException.UnsupportedMediaType _,
          BrokerException.TooManySessions _,
          BrokerException.SessionStorageFull _ -> {}
    }
    send(request, response, Problem.of(refusal));
  }

  /// What Helidon itself refuses inside the routing; the one case is a path that nobody serves.
  private void http(ServerRequest request, ServerResponse response, HttpException refusal) {
    if (refusal.status().equals(Status.NOT_FOUND_404)) {
      refuse(request, response, new BrokerException.NotFound("no such path"));
    } else {
      fail(request, response, refusal);
    }
  }

  private void fail(ServerRequest request, ServerResponse response, Throwable failure) {
    if (failure instanceof CloseConnectionException closed) {
      throw closed;
    }
    var requestId = Envelope.requestId(request);
    LogContext.ofRequest(
        requestId, () -> LOG.log(Level.ERROR, "request " + requestId + " failed", failure));
    envelope.apply(request, response);
    send(request, response.header(HeaderValues.CONNECTION_CLOSE), Problem.internal());
  }

  private static void limited(ServerResponse response, RateLimited it) {
    long seconds = Math.ceilDiv(Problem.millis(it), 1_000);
    long window = Math.max(1, it.window().toSeconds());
    var policy = "\"" + it.policy() + "\"";
    response
        .header(HeaderNames.RETRY_AFTER, Long.toString(seconds))
        .header(RATE_LIMIT_POLICY, policy + ";q=" + it.quota() + ";w=" + window)
        .header(RATE_LIMIT, policy + ";r=0;t=" + seconds);
  }

  private static void send(ServerRequest request, ServerResponse response, Problem problem) {
    Json.send(
        request,
        response.header(PROBLEM),
        problem.status(),
        problem.body(Envelope.requestId(request)));
  }

  /// At a level that is off by default: whoever can reach the broker could fill the log.
  private static void log(String requestId, BrokerException refusal) {
    LogContext.ofRequest(requestId, () -> LOG.log(Level.DEBUG, () -> line(requestId, refusal)));
  }

  private static String line(String requestId, BrokerException refusal) {
    return "request " + requestId + " refused: " + refusal.detail();
  }
}
