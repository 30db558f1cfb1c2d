package dev.latchkey.broker.http.connection;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.util.List;
import java.util.regex.Pattern;

/// Refuses what two readers of HTTP could understand in two ways, above all where a request ends,
/// before anything is done. RFC 9112 §3.2, §5, §6, RFC 3986 §3.4.
final class StrictHead implements Http1ConnectionListener {
  static final int MAX_HEADERS = 100;

  private static final Pattern TARGET = Pattern.compile("/[!-~]*");
  private static final Pattern QUERY =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,10}");

  private final LastAnswer lastAnswer;

  StrictHead(LastAnswer lastAnswer) {
    this.lastAnswer = lastAnswer;
  }

  @Override
  public void prologue(ConnectionContext context, HttpPrologue prologue) {
    require(
        TARGET.matcher(prologue.uriPath().rawPath()).matches()
            && QUERY.matcher(prologue.query().rawValue()).matches()
            && !prologue.fragment().hasValue());
  }

  @Override
  public void headers(ConnectionContext context, Headers headers) {
    int lines = 0;
    for (var header : headers) {
      require(!header.name().isEmpty());
      lines += header.valueCount();
    }
    require(lines <= MAX_HEADERS);
    var lengths = headers.all(HeaderNames.CONTENT_LENGTH, List::of);
    require(lengths.size() <= 1 && lengths.stream().allMatch(it -> LENGTH.matcher(it).matches()));
    if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
      require(
          lengths.isEmpty()
              && headers.all(HeaderNames.TRANSFER_ENCODING, List::of).size() == 1
              && headers.contains(HeaderValues.TRANSFER_ENCODING_CHUNKED));
    }
    if (headers.contains(HeaderNames.CONTENT_ENCODING)) {
      throw refusal(Status.UNSUPPORTED_MEDIA_TYPE_415);
    }
    lastAnswer.headers(context, headers);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw refusal(Status.BAD_REQUEST_400);
    }
  }

  private static RequestException refusal(Status status) {
    return RequestException.builder()
        .type(EventType.BAD_REQUEST)
        .status(status)
        .setKeepAlive(false)
        .message("the head of the request can be read in two ways")
        .build();
  }
}
