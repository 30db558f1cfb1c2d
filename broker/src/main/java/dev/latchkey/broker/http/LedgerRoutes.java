package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException;
import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.ledger.Ledger;
import dev.latchkey.broker.ledger.LedgerExport;
import dev.latchkey.broker.ledger.Notice;
import dev.latchkey.broker.ledger.Notices;
import dev.latchkey.broker.ledger.SaltedDetails;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.SessionId;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// The ledger of a session, for its members, also after its end. PROTOCOL.md §10.
final class LedgerRoutes {
  private static final Header JSON_LINES =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/jsonl; charset=utf-8");

  private final Ledger ledger;
  private final Notices notices;
  private final Access access;
  private final ClientAddresses addresses;

  LedgerRoutes(Ledger ledger, Notices notices, Access access, ClientAddresses addresses) {
    this.ledger = ledger;
    this.notices = notices;
    this.access = access;
    this.addresses = addresses;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/sessions/{sid}/ledger", this::read),
        Route.get("/v1/sessions/{sid}/ledger/checkpoint", this::checkpoint),
        Route.get("/v1/sessions/{sid}/ledger/proof", this::proof),
        Route.get("/v1/sessions/{sid}/ledger/export", this::export));
  }

  private record Entry(long index, String entry, String salt, String details) {
    static Entry of(StoredEntry stored) {
      return new Entry(
          stored.index(),
          stored.leaf(),
          stored.details().map(SaltedDetails::salt).map(Bytes::toString).orElse(""),
          stored.details().map(it -> it.details().text()).orElse(""));
    }
  }

  private record Page(long size, long next, boolean more, List<Entry> entries) {}

  private void read(ServerRequest request, ServerResponse response) {
    var caller = access.reader(request);
    Parameters.requireOnly(request, Set.of("from", "most"));
    long from = number(request, "from").orElse(0);
    long most = Parameters.number(request, "most", Ledger.MOST_ENTRIES).orElse(Ledger.MOST_ENTRIES);
    notices.settle();
    var page = ledger.read(caller, from, (int) most);
    notices.note(caller.session(), Notice.read(caller), addresses.caller(request));
    var entries = page.entries().stream().map(Entry::of).toList();
    Json.send(
        request,
        response,
        200,
        new Page(page.size(), page.next(), page.next() < page.size(), entries));
  }

  private record Signed(String checkpoint) {}

  private void checkpoint(ServerRequest request, ServerResponse response) {
    var caller = access.reader(request);
    Parameters.requireOnly(request, Set.of());
    Json.send(request, response, 200, new Signed(ledger.checkpoint(caller.session())));
  }

  private record Proof(List<String> hashes) {}

  private void proof(ServerRequest request, ServerResponse response) {
    var session = access.reader(request).session();
    Parameters.requireOnly(request, Set.of("index", "size", "from", "to"));
    var hashes = hashes(request, session).stream().map(Bytes::toString).toList();
    Json.send(request, response, 200, new Proof(hashes));
  }

  private List<Bytes> hashes(ServerRequest request, SessionId session) {
    var index = number(request, "index");
    var size = number(request, "size");
    var from = number(request, "from");
    var to = number(request, "to");
    if (index.isPresent() && from.isEmpty() && to.isEmpty()) {
      return ledger.inclusion(session, index.getAsLong(), size);
    }
    if (from.isPresent() && index.isEmpty() && size.isEmpty()) {
      return ledger.consistency(session, from.getAsLong(), to);
    }
    throw new BadRequest("query: want index, and perhaps size; or from, and perhaps to");
  }

  private void export(ServerRequest request, ServerResponse response) {
    var caller = access.reader(request);
    Parameters.requireOnly(request, Set.of());
    notices.settle();
    var export = ledger.export(caller);
    response
        .header(JSON_LINES)
        .header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + export.name() + "\"");
    if (request.prologue().method().equals(Method.HEAD)) {
      response.send();
    } else {
      notices.note(caller.session(), Notice.exported(caller), addresses.caller(request));
      write(export, response);
    }
  }

  /// A file that is not whole must not look like one that is.
  private static void write(LedgerExport export, ServerResponse response) {
    var body = response.outputStream();
    try {
      export.writeTo(body);
      body.close();
    } catch (IOException | BrokerException | StoreFailedException e) {
      throw new CloseConnectionException("the export broke off", e);
    }
  }

  private static OptionalLong number(ServerRequest request, String name) {
    return Parameters.number(request, name, Parameters.MAX_NUMBER);
  }
}
