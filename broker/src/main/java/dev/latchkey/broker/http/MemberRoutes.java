package dev.latchkey.broker.http;

import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.relay.LogReader;
import dev.latchkey.broker.session.Members;
import dev.latchkey.broker.session.StoredName;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.seal.Frame;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Set;

/// Members and their names. PROTOCOL.md §5.
final class MemberRoutes {
  private final Members members;
  private final LogReader logReader;
  private final Access access;
  private final MemberLimits limits;

  MemberRoutes(Members members, LogReader logReader, Access access, MemberLimits limits) {
    this.members = members;
    this.logReader = logReader;
    this.access = access;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/sessions/{sid}/members", this::news),
        Route.put("/v1/sessions/{sid}/members/{mid}/name", this::rename));
  }

  private record Name(String mid, String frame) {
    static Name of(StoredName stored) {
      return new Name(stored.member().value(), stored.frame().toString());
    }
  }

  private record News(
      int size,
      boolean more,
      List<String> statements,
      long namesVersion,
      List<Name> names,
      List<WrapAnswer> wraps) {}

  private void news(ServerRequest request, ServerResponse response) {
    var caller = access.attendee(request);
    Parameters.requireOnly(request, Set.of("after", "names", "wait"));
    int after = (int) Parameters.number(request, "after", Integer.MAX_VALUE).orElse(0);
    var names = Parameters.number(request, "names", Parameters.MAX_NUMBER);
    var news = logReader.read(caller, after, names, Parameters.patience(request));
    Json.send(
        request,
        response,
        200,
        new News(
            news.size(),
            news.more(),
            news.statements(),
            news.namesVersion(),
            news.names().stream().map(Name::of).toList(),
            WrapAnswer.of(news.wraps())));
  }

  private record Renamed(long namesVersion) {}

  private void rename(ServerRequest request, ServerResponse response) {
    var caller = access.member(request);
    limits.take(Limit.WRITE, caller);
    var member = Parameters.id(request, "mid", MemberId::new);
    var body = JsonBody.read(request, "frame");
    long version = members.rename(caller, member, body.bytes("frame", 1, Frame.MAX_SIZE));
    Json.send(request, response, 200, new Renamed(version));
  }
}
