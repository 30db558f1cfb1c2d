package dev.latchkey.broker.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Writes answers. A `HEAD` gets the headers of its `GET` and no body.
final class Json {
  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
  // By default every thread keeps buffers of its own for good, and a connection is a thread.
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder().recyclerPool(JsonRecyclerPools.newBoundedPool(16)).build());

  private Json() {}

  /// @param body a record whose components are the members, in their order
  static void send(ServerRequest request, ServerResponse response, int status, Object body) {
    send(request, response.header(JSON), Status.create(status), bytes(body));
  }

  static void send(ServerRequest request, ServerResponse response, Status status, byte[] body) {
    response.status(status);
    if (request.prologue().method().equals(Method.HEAD)) {
      response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length)).send();
    } else {
      response.send(body);
    }
  }

  static byte[] bytes(Object body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JacksonException e) {
      throw new IllegalStateException("want a body that JSON can hold", e);
    }
  }
}
