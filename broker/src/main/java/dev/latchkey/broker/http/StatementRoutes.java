package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.session.Comparisons;
import dev.latchkey.broker.session.HostStatements;
import dev.latchkey.broker.session.WrapRecipient;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.seal.EpochKeyWrap;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/// Statements about members and the session. PROTOCOL.md §5.
final class StatementRoutes {
  private static final int MAX_KIND_CHARS = 6;

  private final HostStatements statements;
  private final Comparisons comparisons;
  private final StatementCallers callers;

  StatementRoutes(HostStatements statements, Comparisons comparisons, StatementCallers callers) {
    this.statements = statements;
    this.comparisons = comparisons;
    this.callers = callers;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/sessions/{sid}/statements", this::take),
        Route.delete("/v1/sessions/{sid}/members/{mid}", this::remove),
        Route.delete("/v1/sessions/{sid}", this::end),
        Route.post("/v1/sessions/{sid}/compared", this::compare));
  }

  record Taken(int size) {}

  private void take(ServerRequest request, ServerResponse response) {
    var caller = callers.host(request);
    var body = body(request);
    int size = statements.take(caller, Envelope.provenance(request), entry(body), wraps(body));
    Json.send(request, response, 201, new Taken(size));
  }

  private void remove(ServerRequest request, ServerResponse response) {
    var caller = callers.host(request);
    var member = Parameters.id(request, "mid", MemberId::new);
    var body = body(request);
    var entry = entry(body);
    if (!(entry.statement() instanceof Statement.Change change)
        || !change.removed().contains(member)) {
      throw new BadRequest("statement: want a change that removes this member");
    }
    int size = statements.take(caller, Envelope.provenance(request), entry, wraps(body));
    Json.send(request, response, 200, new Taken(size));
  }

  private void end(ServerRequest request, ServerResponse response) {
    var caller = callers.host(request);
    var body = JsonBody.read(request, "statement");
    int size = statements.end(caller, Envelope.provenance(request), entry(body));
    Json.send(request, response, 200, new Taken(size));
  }

  private void compare(ServerRequest request, ServerResponse response) {
    var caller = callers.member(request);
    var body = JsonBody.read(request, "statement");
    int size = comparisons.take(caller, Envelope.provenance(request), entry(body));
    Json.send(request, response, 201, new Taken(size));
  }

  private static JsonBody body(ServerRequest request) {
    return JsonBody.readUpTo(JsonBody.MAX_STATEMENT_BYTES, request, "statement", "wraps");
  }

  private static StatementEntry entry(JsonBody body) {
    return HostStatements.parse(body.text("statement", StatementEntry.MAX_CHARS));
  }

  private static List<HostStatements.Wrap> wraps(JsonBody body) {
    return body.objects("wraps", "kind", "id", "wrap").stream()
        .map(
            it ->
                new HostStatements.Wrap(
                    recipient(it), it.bytes("wrap", EpochKeyWrap.SIZE, EpochKeyWrap.SIZE)))
        .toList();
  }

  private static WrapRecipient recipient(JsonBody wrap) {
    return switch (wrap.text("kind", MAX_KIND_CHARS)) {
      case "member" -> new WrapRecipient.Member(wrap.id("id", MemberId::new));
      case "invite" -> new WrapRecipient.Invite(wrap.id("id", InviteId::new));
      default -> throw new BadRequest("kind: want member or invite");
    };
  }
}
