package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.UpgradeRequired;
import dev.latchkey.crypto.roster.SessionId;
import java.util.List;

/// What is left for HTTP of a path that speaks WebSocket. PROTOCOL.md §9.
final class LiveRoute {
  List<Route> routes() {
    return List.of(
        Route.get(
            "/v1/sessions/{sid}/live",
            (request, _) -> {
              Parameters.id(request, "sid", SessionId::new);
              throw new UpgradeRequired();
            }));
  }
}
