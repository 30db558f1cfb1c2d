package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// What commands ask the running broker on its management port. IDs, counts and times.
final class Observations {
  private static final Header LINES =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/jsonl; charset=utf-8");
  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
  private static final int BUFFER_BYTES = 16_384;

  private final Live live;
  private final ClientAddresses addresses;

  Observations(Live live, ClientAddresses addresses) {
    this.live = live;
    this.addresses = addresses;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/connections", this::connections),
        Route.get("/client-addresses", this::clientAddresses));
  }

  /// A line for each live connection; written as they are found, however many there are.
  private void connections(ServerRequest request, ServerResponse response) throws IOException {
    response.header(LINES).header(NO_STORE);
    try (var out = new BufferedOutputStream(response.outputStream(), BUFFER_BYTES)) {
      live.list(connection -> write(out, connection));
    }
  }

  private static void write(OutputStream out, Live.Present connection) {
    try {
      out.write(Json.bytes(connection));
      out.write("\n".getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void clientAddresses(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8").header(NO_STORE);
    Json.send(request, response, Status.OK_200, Json.bytes(addresses.unknown()));
  }
}
