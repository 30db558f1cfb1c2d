package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.limit.Limits;
import dev.latchkey.broker.session.Moves;
import dev.latchkey.broker.session.Rendezvous;
import dev.latchkey.broker.session.RendezvousId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.seal.EpochKeyWrap;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Hand-over from one device to another. PROTOCOL.md §5.1.
final class MoveRoutes {
  private static final String SLOT_PATH = "/v1/rendezvous/{id}/{slot}";
  private static final Pattern SLOT = Pattern.compile("[0-9]");

  private final Moves moves;
  private final Rendezvous rendezvous;
  private final Access access;
  private final Limits limits;
  private final MemberLimits memberLimits;
  private final ClientAddresses addresses;

  MoveRoutes(
      Moves moves,
      Rendezvous rendezvous,
      Access access,
      Limits limits,
      MemberLimits memberLimits,
      ClientAddresses addresses) {
    this.moves = moves;
    this.rendezvous = rendezvous;
    this.access = access;
    this.limits = limits;
    this.memberLimits = memberLimits;
    this.addresses = addresses;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/sessions/{sid}/moves/rendezvous", this::open),
        Route.post("/v1/sessions/{sid}/moves/challenge", this::challenge),
        Route.post("/v1/sessions/{sid}/moves", this::move),
        Route.put(SLOT_PATH, this::put),
        Route.get(SLOT_PATH, this::get));
  }

  private record Opened(long expiresInMs) {}

  private void open(ServerRequest request, ServerResponse response) {
    var caller = access.member(request);
    memberLimits.take(Limit.STATEMENT, caller);
    var id = JsonBody.read(request, "id").id("id", RendezvousId::new);
    rendezvous.open(caller, id);
    Json.send(request, response, 201, new Opened(Rendezvous.LIFETIME.toMillis()));
  }

  private record Challenge(String challenge) {}

  private void challenge(ServerRequest request, ServerResponse response) {
    var caller = access.member(request);
    memberLimits.take(Limit.STATEMENT, caller);
    Json.send(request, response, 200, new Challenge(moves.challenge(caller)));
  }

  private record Moved(String mid, String role, String accessToken, long expiresIn, int size) {}

  private void move(ServerRequest request, ServerResponse response) {
    limits.take(Limit.TRY, addresses.caller(request).key());
    var session = Parameters.id(request, "sid", SessionId::new);
    var body = JsonBody.read(request, "statement", "wrap");
    var wrap =
        body.objectOrNull("wrap", "epoch", "wrap")
            .map(
                it ->
                    new Moves.Wrap(
                        (int) Math.min(it.number("epoch"), Integer.MAX_VALUE),
                        it.bytes("wrap", EpochKeyWrap.SIZE, EpochKeyWrap.SIZE)));
    var moved =
        moves.move(
            session,
            Envelope.provenance(request),
            body.text("statement", StatementEntry.MAX_CHARS),
            wrap);
    Json.send(
        request,
        response,
        201,
        new Moved(
            moved.member().value(),
            moved.role().wire(),
            moved.access().token(),
            moved.access().lifetime().toSeconds(),
            moved.size()));
  }

  private record Sealed(String sealed) {}

  private void put(ServerRequest request, ServerResponse response) {
    limits.take(Limit.TRY, addresses.caller(request).key());
    var id = Parameters.id(request, "id", RendezvousId::new);
    int slot = slot(request);
    var body = JsonBody.read(request, "sealed");
    rendezvous.put(id, slot, body.bytes("sealed", 1, Rendezvous.maxBytes(slot)));
    response.status(Status.NO_CONTENT_204).send();
  }

  private void get(ServerRequest request, ServerResponse response) {
    limits.take(Limit.TRY, addresses.caller(request).key());
    Parameters.requireOnly(request, Set.of("wait"));
    var wait = Parameters.patience(request);
    var id = Parameters.id(request, "id", RendezvousId::new);
    var sealed = rendezvous.get(id, slot(request), wait);
    Json.send(request, response, 200, new Sealed(sealed.toString()));
  }

  private static int slot(ServerRequest request) {
    var text = request.path().pathParameters().get("slot");
    if (!SLOT.matcher(text).matches() || Integer.parseInt(text) >= Rendezvous.SLOTS) {
      throw new NotFound("malformed slot");
    }
    return Integer.parseInt(text);
  }
}
