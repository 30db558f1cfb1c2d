package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.ledger.BrokerLog;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.limit.Limits;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The broker-wide log, for anybody: it says nothing but how long the ledger of which hash is. What
/// has an address stays as it is, but for the checkpoint. PROTOCOL.md §11.
final class LogRoutes {
  private static final Pattern LEVEL = Pattern.compile("0|[1-9]|[1-5][0-9]|6[0-3]");
  private static final Header FOREVER =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
  private static final Header A_SECOND =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "public, max-age=1");
  private static final Header TEXT =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
  private static final Header BYTES =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/octet-stream");

  private final BrokerLog log;
  private final Limits limits;
  private final ClientAddresses addresses;

  LogRoutes(BrokerLog log, Limits limits, ClientAddresses addresses) {
    this.log = log;
    this.limits = limits;
    this.addresses = addresses;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/log/checkpoint", this::checkpoint),
        Route.get("/log/tile/entries/{+tile}", this::bundle),
        Route.get("/log/tile/{level}/{+tile}", this::tile));
  }

  private void checkpoint(ServerRequest request, ServerResponse response) {
    take(request);
    response.header(TEXT).header(A_SECOND);
    send(request, response, log.published().getBytes(UTF_8));
  }

  private void bundle(ServerRequest request, ServerResponse response) {
    sendTile(request, response, tile -> log.bundle(tile.number(), tile.width()));
  }

  private void tile(ServerRequest request, ServerResponse response) {
    var level = request.path().pathParameters().get("level");
    if (!LEVEL.matcher(level).matches()) {
      throw new NotFound("malformed level");
    }
    sendTile(
        request, response, tile -> log.tile(Integer.parseInt(level), tile.number(), tile.width()));
  }

  private void sendTile(
      ServerRequest request,
      ServerResponse response,
      Function<TilePath, Optional<byte[]>> content) {
    var tile =
        TilePath.parse(request.path().pathParameters().get("tile"))
            .orElseThrow(() -> new NotFound("malformed tile"));
    take(request);
    var bytes = content.apply(tile).orElseThrow(() -> new NotFound("no such tile"));
    response.header(BYTES).header(FOREVER);
    send(request, response, bytes);
  }

  private void take(ServerRequest request) {
    limits.take(Limit.TRY, addresses.caller(request).key());
  }

  private static void send(ServerRequest request, ServerResponse response, byte[] content) {
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    Json.send(request, response, Status.OK_200, content);
  }
}
