package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.relay.Channels;
import dev.latchkey.broker.relay.Condition;
import dev.latchkey.broker.relay.ReadRequest;
import dev.latchkey.broker.relay.Reading;
import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.relay.Write;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.seal.Frame;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Channels. PROTOCOL.md §6.
final class ChannelRoutes {
  private static final String PATH = "/v1/sessions/{sid}/channels/{ch}";
  private static final Pattern ETAG = Pattern.compile("\"(0|[1-9][0-9]{0,14})\"");

  private final Channels channels;
  private final Access access;
  private final MemberLimits limits;

  ChannelRoutes(Channels channels, Access access, MemberLimits limits) {
    this.channels = channels;
    this.access = access;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, this::read),
        Route.post(PATH, this::append),
        Route.put(PATH, this::replace));
  }

  private record Framed(long seq, String frame) {
    static Framed of(StoredFrame stored) {
      return new Framed(stored.seq(), stored.frame().toString());
    }
  }

  private record Read(
      long head,
      long base,
      boolean more,
      List<Framed> frames,
      int size,
      long namesVersion,
      Map<Integer, Long> heads) {
    static Read of(Reading reading) {
      var page = reading.page();
      return new Read(
          page.head(),
          page.base(),
          page.more(),
          page.frames().stream().map(Framed::of).toList(),
          reading.size(),
          reading.namesVersion(),
          reading.heads());
    }
  }

  private void read(ServerRequest request, ServerResponse response) {
    var caller = access.member(request);
    var wanted = wanted(request);
    var known = etag(request, HeaderNames.IF_NONE_MATCH);
    var reading = channels.read(caller, Parameters.channel(request), wanted);
    long head = reading.page().head();
    response.header(HeaderNames.ETAG, "\"" + head + "\"");
    if (known.isPresent() && known.getAsLong() == head && !wanted.restMoved(reading)) {
      response.status(Status.NOT_MODIFIED_304).send();
    } else {
      Json.send(request, response, 200, Read.of(reading));
    }
  }

  private record Written(long seq) {}

  private void append(ServerRequest request, ServerResponse response) {
    var caller = limited(request);
    var condition = condition(request);
    var frame = JsonBody.read(request, "frame").bytes("frame", 1, Frame.MAX_SIZE);
    long seq = write(request, caller, () -> Write.append(frame, condition));
    Json.send(request, response, 201, new Written(seq));
  }

  private void replace(ServerRequest request, ServerResponse response) {
    var caller = limited(request);
    var condition = condition(request);
    var body = JsonBody.read(request, "frame", "covers");
    var frame = body.bytes("frame", 1, Frame.MAX_SIZE);
    long covers = body.number("covers");
    long seq = write(request, caller, () -> Write.replace(frame, covers, condition));
    Json.send(request, response, 200, new Written(seq));
  }

  private long write(ServerRequest request, Membership caller, Supplier<Write> parse) {
    Write write;
    try {
      write = parse.get();
    } catch (FormatException e) {
      throw new BadRequest(e);
    }
    if (write.header().channel() != Parameters.channel(request)) {
      throw new BadRequest("frame: want one for this channel");
    }
    return channels.write(caller, write);
  }

  private Membership limited(ServerRequest request) {
    var caller = access.member(request);
    limits.take(Limit.WRITE, caller);
    return caller;
  }

  private static ReadRequest wanted(ServerRequest request) {
    Parameters.requireOnly(request, Set.of("after", "wait", "log", "names", "heads"));
    return new ReadRequest(
        Parameters.number(request, "after", Parameters.MAX_NUMBER).orElse(0),
        Parameters.patience(request),
        Parameters.number(request, "log", Parameters.MAX_NUMBER),
        Parameters.number(request, "names", Parameters.MAX_NUMBER),
        Parameters.heads(request));
  }

  private static Condition condition(ServerRequest request) {
    var headers = request.headers();
    var expected = etag(request, HeaderNames.IF_MATCH);
    if (!headers.contains(HeaderNames.IF_NONE_MATCH)) {
      return expected.isPresent()
          ? new Condition.AtHead(expected.getAsLong())
          : new Condition.Any();
    }
    if (expected.isPresent()
        || !headers.all(HeaderNames.IF_NONE_MATCH, List::of).equals(List.of("*"))) {
      throw new BadRequest("want If-Match: \"<head>\" or If-None-Match: *, and not both");
    }
    return new Condition.Unwritten();
  }

  private static OptionalLong etag(ServerRequest request, HeaderName name) {
    if (!request.headers().contains(name)) {
      return OptionalLong.empty();
    }
    var values = request.headers().all(name, List::of);
    var form = ETAG.matcher(values.getFirst());
    if (values.size() != 1 || !form.matches()) {
      throw new BadRequest(name.defaultCase() + ": want one head in double quotes");
    }
    return OptionalLong.of(Long.parseLong(form.group(1)));
  }
}
