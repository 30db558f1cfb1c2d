package dev.latchkey.broker;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// HTTP to a broker, with no idea of what is said.
public final class Wire {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient PLAIN =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpClient client;
  private final URI base;
  private final Consumer<Answer> heard;
  private final Optional<Duration> patience;

  /// @param heard told of every answer
  Wire(URI base, Consumer<Answer> heard) {
    this(PLAIN, base, heard);
  }

  private Wire(HttpClient client, URI base, Consumer<Answer> heard, Optional<Duration> patience) {
    this.client = client;
    this.base = base;
    this.heard = heard;
    this.patience = patience;
  }

  /// To a broker that may be dead: whatever takes longer fails. Tells nobody of the answers.
  static Wire within(Duration patience, URI base) {
    return new Wire(PLAIN, base, _ -> {}, Optional.of(patience));
  }

  /// @param client who knows whom to trust
  Wire(HttpClient client, URI base, Consumer<Answer> heard) {
    this(client, base, heard, Optional.empty());
  }

  public URI base() {
    return base;
  }

  /// @param headers names and values, in turn
  public Answer send(String method, String path, String... headers) {
    return send(method, path, BodyPublishers.noBody(), headers);
  }

  /// Sends the members as JSON.
  public Answer send(String method, String path, Map<String, ?> body, String... headers) {
    try {
      return sendText(method, path, JSON.writeValueAsString(body), headers);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// Sends the text as if it were JSON.
  public Answer sendText(String method, String path, String body, String... headers) {
    var all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return send(method, path, BodyPublishers.ofString(body), all);
  }

  public Answer send(String method, String path, BodyPublisher body, String... headers) {
    var request = HttpRequest.newBuilder(base.resolve(path)).method(method, body);
    patience.ifPresent(request::timeout);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofByteArray());
      var answer = new Answer(response.statusCode(), response.headers(), response.body());
      heard.accept(answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
