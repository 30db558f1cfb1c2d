package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.RoleForbidden;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.relay.Known;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameHeader;
import dev.latchkey.crypto.seal.FrameKind;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Set;

/// A session as it happens, for networks that let no WebSocket through. PROTOCOL.md §9.4.
final class EventRoutes {
  private static final Header EVENT_STREAM =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");

  /// Asks proxies not to collect events before they pass them on.
  private static final Header AT_ONCE = HeaderValues.createCached("X-Accel-Buffering", "no");

  private final Live live;
  private final Access access;
  private final MemberLimits limits;
  private final ClientAddresses addresses;

  EventRoutes(Live live, Access access, MemberLimits limits, ClientAddresses addresses) {
    this.live = live;
    this.access = access;
    this.limits = limits;
    this.addresses = addresses;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/sessions/{sid}/events", this::follow),
        Route.post("/v1/sessions/{sid}/ephemeral", this::relay));
  }

  private void follow(ServerRequest request, ServerResponse response) {
    var caller = access.admit(request);
    requireReader(caller.membership());
    Parameters.requireOnly(request, Set.of("log", "names", "heads"));
    var known =
        new Known(
            Parameters.number(request, "log", Parameters.MAX_NUMBER).orElse(0),
            Parameters.number(request, "names", Parameters.MAX_NUMBER).orElse(0),
            Parameters.heads(request));
    response.header(EVENT_STREAM).header(AT_ONCE);
    if (request.prologue().method().equals(Method.HEAD)) {
      response.send();
    } else {
      live.stream(caller, addresses.caller(request), known, response.outputStream());
    }
  }

  private void relay(ServerRequest request, ServerResponse response) {
    var caller = access.member(request);
    requireReader(caller);
    limits.take(Limit.LIVE_MESSAGES, caller);
    var frame = JsonBody.read(request, "frame").bytes("frame", 1, Frame.MAX_SIZE);
    limits.take(Limit.LIVE_BYTES, caller, frame.size());
    live.relay(caller, ephemeral(caller, frame), frame);
    response.status(Status.NO_CONTENT_204).send();
  }

  private static FrameHeader ephemeral(Membership caller, Bytes frame) {
    try {
      var header = Frame.headerOf(frame);
      if (header.kind() == FrameKind.EPHEMERAL && header.sender().equals(caller.member())) {
        return header;
      }
    } catch (FormatException e) {
      throw new BadRequest(e);
    }
    throw new BadRequest("frame: want an ephemeral one, by the caller");
  }

  private static void requireReader(Membership caller) {
    if (caller.role() == Role.AUDITOR) {
      throw new RoleForbidden();
    }
  }
}
