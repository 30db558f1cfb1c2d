package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.limit.Limits;
import dev.latchkey.broker.session.HostStatements;
import dev.latchkey.broker.session.Invites;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.seal.EpochKeyWrap;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Invites. PROTOCOL.md §3.
final class InviteRoutes {
  private static final int MAX_SEALED_BYTES = 8_192;
  private static final InviteId NOTHING = new InviteId("A".repeat(22));

  private final Invites invites;
  private final HostStatements statements;
  private final Access access;
  private final StatementCallers callers;
  private final Limits limits;
  private final ClientAddresses addresses;

  InviteRoutes(
      Invites invites,
      HostStatements statements,
      Access access,
      StatementCallers callers,
      Limits limits,
      ClientAddresses addresses) {
    this.invites = invites;
    this.statements = statements;
    this.access = access;
    this.callers = callers;
    this.limits = limits;
    this.addresses = addresses;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/sessions/{sid}/invites", this::register),
        Route.get("/v1/sessions/{sid}/invites", this::list),
        Route.delete("/v1/sessions/{sid}/invites/{iid}", this::revokeOne),
        Route.get("/v1/invites/{iid}", this::look));
  }

  private record Registered(String iid, int size) {}

  private void register(ServerRequest request, ServerResponse response) {
    var caller = callers.host(request);
    var body = JsonBody.read(request, "statement", "label", "preview", "wrap");
    var wrap =
        body.objectOrNull("wrap", "epoch", "wrap")
            .map(
                it ->
                    new Invites.Wrap(
                        (int) Math.min(it.number("epoch"), Integer.MAX_VALUE),
                        it.bytes("wrap", EpochKeyWrap.SIZE, EpochKeyWrap.SIZE)));
    var registered =
        invites.register(
            caller,
            Envelope.provenance(request),
            body.text("statement", StatementEntry.MAX_CHARS),
            body.bytes("label", 1, MAX_SEALED_BYTES),
            body.bytes("preview", 1, MAX_SEALED_BYTES),
            wrap);
    Json.send(
        request, response, 201, new Registered(registered.invite().value(), registered.size()));
  }

  private record Listed(
      String iid,
      String label,
      String preview,
      String role,
      long exp,
      int uses,
      int used,
      boolean approval,
      int pending,
      long lockedForMs,
      long opened,
      long failed,
      @Nullable Long lastFailedAt,
      String state,
      int size) {
    static Listed of(Invites.Listed listed) {
      var invite = listed.invite();
      var stored = listed.stored();
      return new Listed(
          invite.id().value(),
          stored.label().toString(),
          stored.preview().toString(),
          invite.role().wire(),
          invite.exp(),
          invite.uses(),
          invite.used(),
          invite.approval(),
          listed.pending(),
          Math.ceilDiv(listed.lockedFor().toNanos(), 1_000_000),
          stored.opened(),
          stored.failed(),
          stored.lastFailedAt().map(Instant::getEpochSecond).orElse(null),
          wire(listed.state()),
          invite.entry());
    }
  }

  private record Listing(List<Listed> invites) {}

  private void list(ServerRequest request, ServerResponse response) {
    var listed = invites.list(access.member(request));
    Json.send(request, response, 200, new Listing(listed.stream().map(Listed::of).toList()));
  }

  private record Looked(
      String state,
      @Nullable String token,
      String statement,
      String preview,
      List<String> chain,
      int uses,
      int used,
      boolean approval,
      @Nullable String end) {}

  private void look(ServerRequest request, ServerResponse response) {
    var caller = addresses.caller(request);
    limits.take(Limit.TRY, caller.key());
    var id = Parameters.idOr(request, "iid", InviteId::new, NOTHING);
    var looked = invites.look(caller, id, request.prologue().method().equals(Method.GET));
    Json.send(
        request,
        response,
        200,
        new Looked(
            looked.end().isPresent() ? "ended" : wire(looked.state()),
            looked.token().orElse(null),
            looked.statement(),
            looked.preview().toString(),
            looked.chain(),
            looked.invite().uses(),
            looked.invite().used(),
            looked.invite().approval(),
            looked.end().orElse(null)));
  }

  private void revokeOne(ServerRequest request, ServerResponse response) {
    var caller = callers.host(request);
    var id = Parameters.id(request, "iid", InviteId::new);
    var body = JsonBody.read(request, "statement");
    var entry = HostStatements.parse(body.text("statement", StatementEntry.MAX_CHARS));
    if (!(entry.statement() instanceof Statement.Revoke revoke)
        || !revoke.invites().equals(List.of(id))) {
      throw new BadRequest("statement: want the revoke of this invite");
    }
    Json.send(
        request,
        response,
        200,
        new StatementRoutes.Taken(
            statements.take(caller, Envelope.provenance(request), entry, List.of())));
  }

  private static String wire(Invites.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
