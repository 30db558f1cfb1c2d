package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.crypto.FormatException;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What stands in the address of a request. A malformed ID is an unknown one.
final class Parameters {
  static final long MAX_NUMBER = (1L << 53) - 1;
  static final int MAX_WAIT_SECONDS = 30;

  private static final String HEADS = "heads";
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,14}");
  private static final Pattern CHANNEL = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final int MAX_CHANNEL = 255;
  private static final Pattern HEAD = Pattern.compile("(" + CHANNEL + "):(" + NUMBER + ")");

  private Parameters() {}

  static <T> T id(ServerRequest request, String name, Function<String, T> parse) {
    try {
      return parse.apply(request.path().pathParameters().get(name));
    } catch (FormatException e) {
      throw new NotFound("malformed " + name);
    }
  }

  /// The ID, or for a malformed one an ID of nothing, so that looking for it takes as long.
  static <T> T idOr(ServerRequest request, String name, Function<String, T> parse, T nothing) {
    try {
      return parse.apply(request.path().pathParameters().get(name));
    } catch (FormatException e) {
      return nothing;
    }
  }

  static int channel(ServerRequest request) {
    var text = request.path().pathParameters().get("ch");
    if (!CHANNEL.matcher(text).matches() || Integer.parseInt(text) > MAX_CHANNEL) {
      throw new NotFound("malformed ch");
    }
    return Integer.parseInt(text);
  }

  /// What the query has as `heads`: numbers of channels, each with a sequence number; empty if it
  /// has none.
  static SequencedMap<Integer, Long> heads(ServerRequest request) {
    var heads = new LinkedHashMap<Integer, Long>();
    if (request.query().contains(HEADS)) {
      for (var text : request.query().get(HEADS).split(",", -1)) {
        var head = HEAD.matcher(text);
        if (!head.matches()
            || Integer.parseInt(head.group(1)) > MAX_CHANNEL
            || heads.put(Integer.parseInt(head.group(1)), Long.parseLong(head.group(2))) != null) {
          throw new BadRequest(HEADS + ": want <channel>:<number>, each channel once");
        }
      }
    }
    return heads;
  }

  /// Demands that the query has no other parameter, and none twice.
  static void requireOnly(ServerRequest request, Set<String> names) {
    var query = request.query();
    for (var name : query.names()) {
      if (!names.contains(name) || query.all(name).size() != 1) {
        throw new BadRequest("query: want each of " + names + " at most once");
      }
    }
  }

  /// How long the query lets an answer be held; a `HEAD` is answered at once.
  static Duration patience(ServerRequest request) {
    long wait = number(request, "wait", MAX_WAIT_SECONDS).orElse(0);
    return Duration.ofSeconds(request.prologue().method().equals(Method.GET) ? wait : 0);
  }

  static OptionalLong number(ServerRequest request, String name, long max) {
    if (!request.query().contains(name)) {
      return OptionalLong.empty();
    }
    var text = request.query().get(name);
    if (!NUMBER.matcher(text).matches() || Long.parseLong(text) > max) {
      throw new BadRequest(name + ": want a number from 0 to " + max);
    }
    return OptionalLong.of(Long.parseLong(text));
  }
}
