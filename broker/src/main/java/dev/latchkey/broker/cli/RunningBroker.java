package dev.latchkey.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.HostPort;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.function.Consumer;

/// The broker that runs with these settings, as its management port shows it.
final class RunningBroker {
  private static final int TIMEOUT_MILLIS = 3_000;

  private final HostPort management;

  RunningBroker(Config config) {
    this.management = config.managementListen().reachable();
  }

  /// Throws [CommandFailedException] if nobody answers.
  int status(String path) {
    try {
      return ask(path).getResponseCode();
    } catch (IOException e) {
      throw nobody();
    }
  }

  /// Hands over the lines of the answer, one by one. Throws [CommandFailedException] if nobody
  /// answers, or something that is no broker.
  void lines(String path, Consumer<String> line) {
    try {
      var answer = ask(path);
      if (answer.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw foreign();
      }
      try (var body = new BufferedReader(new InputStreamReader(answer.getInputStream(), UTF_8))) {
        body.lines().forEach(line);
      }
    } catch (IOException e) {
      throw nobody();
    }
  }

  /// The answer, which is one JSON object. Throws as [#lines].
  JsonObject json(String path) {
    var text = new StringBuilder();
    lines(path, text::append);
    try {
      return StrictJson.parse(text.toString().getBytes(UTF_8), StrictJson.MAX_DEPTH);
    } catch (FormatException e) {
      throw foreign();
    }
  }

  private HttpURLConnection ask(String path) throws IOException {
    var url = URI.create("http://" + management + path).toURL();
    var connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  private CommandFailedException foreign() {
    return new CommandFailedException(
        "what answers on http://%s is no broker of this version".formatted(management));
  }

  private CommandFailedException nobody() {
    return new CommandFailedException(
        "no broker answers on its management port, http://%s".formatted(management));
  }
}
