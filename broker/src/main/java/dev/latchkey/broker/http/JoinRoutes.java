package dev.latchkey.broker.http;

import dev.latchkey.broker.ledger.Ledger;
import dev.latchkey.broker.ledger.Receipt;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.limit.Limits;
import dev.latchkey.broker.session.Challenges;
import dev.latchkey.broker.session.Joins;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.StatementEntry;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/// Joining. PROTOCOL.md §4.
final class JoinRoutes {
  private static final int MAX_TOKEN_CHARS = 4_096;

  private final Joins joins;
  private final Ledger ledger;
  private final Limits limits;
  private final ClientAddresses addresses;

  JoinRoutes(Joins joins, Ledger ledger, Limits limits, ClientAddresses addresses) {
    this.joins = joins;
    this.ledger = ledger;
    this.limits = limits;
    this.addresses = addresses;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/joins/challenge", this::challenge), Route.post("/v1/joins", this::join));
  }

  private record Challenge(String challenge, long expiresInMs) {}

  private void challenge(ServerRequest request, ServerResponse response) {
    limits.take(Limit.TRY, addresses.caller(request).key());
    var body = JsonBody.read(request, "sid", "iid");
    var challenge = joins.challenge(body.id("sid", SessionId::new), body.id("iid", InviteId::new));
    Json.send(request, response, 200, new Challenge(challenge, Challenges.LIFETIME.toMillis()));
  }

  private record Joined(
      String mid,
      String role,
      String accessToken,
      long expiresIn,
      int size,
      Receipt receipt,
      List<WrapAnswer> wraps) {}

  private record Waiting(
      String mid, String role, String accessToken, long expiresIn, int size, Receipt receipt) {}

  private void join(ServerRequest request, ServerResponse response) {
    var caller = addresses.caller(request);
    joins.admit(caller);
    var body = JsonBody.read(request, "token", "statement");
    var joined =
        joins.join(
            caller,
            body.text("token", MAX_TOKEN_CHARS),
            body.text("statement", StatementEntry.MAX_CHARS));
    var mid = joined.member().value();
    var role = joined.role().wire();
    var token = joined.access().token();
    long expiresIn = joined.access().lifetime().toSeconds();
    int size = joined.size();
    var receipt = ledger.receipt(joined.session(), joined.entry());
    if (joined.pending()) {
      Json.send(request, response, 202, new Waiting(mid, role, token, expiresIn, size, receipt));
    } else {
      var wraps = WrapAnswer.of(joined.wraps());
      Json.send(
          request, response, 201, new Joined(mid, role, token, expiresIn, size, receipt, wraps));
    }
  }
}
