package dev.latchkey.broker.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.latchkey.broker.config.Config;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Looks at the running broker as browsers meet it: through its public address, with all that is in
/// between.
final class PublicExamination {
  private static final String MANAGEMENT = "management-port";
  private static final String LATENCY = "store-latency";
  private static final String ADDRESS = "public-url";
  private static final String CERTIFICATE = "certificate";
  private static final String CLOCK = "clock";
  private static final String WEBSOCKET = "websocket";
  private static final String ADDRESSES = "client-addresses";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LARGEST_SKEW = Duration.ofSeconds(30);
  private static final Duration EXPIRES_SOON = Duration.ofDays(14);
  private static final int MOST_BYTES = 65_536;
  private static final int OK = 200;
  private static final String APPEND_SECONDS = "latchkey_append_seconds";
  private static final String NO_SESSION = "/v1/sessions/AAAAAAAAAAAAAAAAAAAAAAAAAAA/live";

  private final Shell shell;
  private final Config config;
  private final RunningBroker broker;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  PublicExamination(Shell shell, Config config) {
    this.shell = shell;
    this.config = config;
    this.broker = new RunningBroker(config);
  }

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    try (client) {
      findings.add(management());
      storeLatency().ifPresent(findings::add);
      var answer = ask();
      findings.add(address(answer));
      if (answer.response().isPresent()) {
        var response = answer.response().get();
        certificate(response).ifPresent(findings::add);
        findings.add(clock(response));
        findings.add(webSocket());
        findings.add(clientAddresses());
      }
    }
    return findings;
  }

  private Finding management() {
    try {
      return broker.status("/health/ready") == OK
          ? Finding.ok(MANAGEMENT, "the broker is ready")
          : Finding.failed(MANAGEMENT, "the broker runs and is not ready; see /health/ready");
    } catch (CommandFailedException e) {
      return Finding.failed(MANAGEMENT, e.getMessage() + "; is it running?");
    }
  }

  /// How long writes have taken since the broker began, if there were any.
  private Optional<Finding> storeLatency() {
    var numbers = new HashMap<String, Double>();
    try {
      broker.lines(
          "/metrics",
          line -> {
            var parts = line.split(" ", -1);
            if (parts[0].startsWith(APPEND_SECONDS)) {
              numbers.put(parts[0], Double.valueOf(parts[1]));
            }
          });
    } catch (CommandFailedException | NumberFormatException e) {
      // Said above, or for another version to say.
      return Optional.empty();
    }
    double count = numbers.getOrDefault(APPEND_SECONDS + "_count", 0.0);
    double slow = count - numbers.getOrDefault(APPEND_SECONDS + "_bucket{le=\"0.5\"}", count);
    if (count == 0) {
      return Optional.empty();
    }
    var message =
        "%.0f writes were durable after %.1f ms on average, %.0f of them after more than 500 ms"
            .formatted(
                count, 1_000 * numbers.getOrDefault(APPEND_SECONDS + "_sum", 0.0) / count, slow);
    return Optional.of(
        slow > count / 100 ? Finding.warning(LATENCY, message) : Finding.ok(LATENCY, message));
  }

  /// @param failure why there is no response
  private record Answer(Optional<HttpResponse<byte[]>> response, String failure) {}

  private Answer ask() {
    var request =
        HttpRequest.newBuilder(URI.create(config.publicUrl() + "/.well-known/latchkey"))
            .timeout(PATIENCE)
            .build();
    try {
      return new Answer(Optional.of(client.send(request, BodyHandlers.ofByteArray())), "");
    } catch (SSLPeerUnverifiedException e) {
      return new Answer(Optional.empty(), "its certificate is for another name");
    } catch (SSLException e) {
      return new Answer(
          Optional.empty(),
          "there is no TLS, or nobody who is trusted vouches for its certificate");
    } catch (IOException e) {
      return new Answer(Optional.empty(), "nobody answers there");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(Optional.empty(), "interrupted");
    }
  }

  private Finding address(Answer answer) {
    var url = config.publicUrl();
    if (answer.response().isEmpty()) {
      return Finding.failed(ADDRESS, url + ": " + answer.failure());
    }
    var response = answer.response().get();
    if (response.statusCode() / 100 == 3) {
      return Finding.failed(
          ADDRESS, url + " redirects; what comes behind # in a link must not be lost");
    }
    if (response.statusCode() != OK) {
      return Finding.failed(
          ADDRESS, "%s answers with status %d".formatted(url, response.statusCode()));
    }
    var origin = origin(response.body());
    if (origin.isEmpty()) {
      return Finding.failed(ADDRESS, "what answers at " + url + " is no broker");
    }
    return origin.get().equals(url.value())
        ? Finding.ok(ADDRESS, url + " leads to a broker of this name")
        : Finding.failed(
            ADDRESS, "the broker at %s has the public-url %s".formatted(url, origin.get()));
  }

  private static Optional<String> origin(byte[] body) {
    try {
      return body.length > MOST_BYTES
          ? Optional.empty()
          : Optional.of(StrictJson.parse(body, StrictJson.MAX_DEPTH).string("origin"));
    } catch (FormatException e) {
      return Optional.empty();
    }
  }

  private Optional<Finding> certificate(HttpResponse<byte[]> response) {
    return response
        .sslSession()
        .map(
            it -> {
              try {
                var leaf = (X509Certificate) it.getPeerCertificates()[0];
                var end = leaf.getNotAfter().toInstant();
                return end.isBefore(shell.clock().instant().plus(EXPIRES_SOON))
                    ? Finding.warning(CERTIFICATE, "it expires on " + Output.time(end))
                    : Finding.ok(CERTIFICATE, "valid until " + Output.time(end));
              } catch (SSLPeerUnverifiedException e) {
                return Finding.failed(CERTIFICATE, "there is none");
              }
            });
  }

  private Finding clock(HttpResponse<byte[]> response) {
    var date = response.headers().firstValue("Date").flatMap(PublicExamination::time);
    if (date.isEmpty()) {
      return Finding.skipped(CLOCK, "the answer has no date");
    }
    var skew = Duration.between(date.get(), shell.clock().instant()).abs();
    return skew.compareTo(LARGEST_SKEW) > 0
        ? Finding.failed(
            CLOCK,
            "this machine and what answers are %d s apart; set both by NTP"
                .formatted(skew.toSeconds()))
        : Finding.ok(CLOCK, "this machine and what answers agree");
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// To a session that there is not: the broker opens the connection and ends it by its own code.
  private Finding webSocket() {
    var url = config.publicUrl().value().replaceFirst("^http", "ws") + NO_SESSION;
    try {
      client
          .newWebSocketBuilder()
          .subprotocols("latchkey.v1")
          .connectTimeout(PATIENCE)
          .buildAsync(URI.create(url), new WebSocket.Listener() {})
          .get(PATIENCE.toSeconds(), SECONDS)
          .abort();
      return Finding.ok(WEBSOCKET, "opens through the public address");
    } catch (ExecutionException | TimeoutException e) {
      return Finding.failed(
          WEBSOCKET,
          "does not open through the public address: let the proxy pass Upgrade and Connection on;"
              + " until then clients use slower ways");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.skipped(WEBSOCKET, "interrupted");
    }
  }

  /// Whether the broker knows its callers apart when they come through the public address.
  private Finding clientAddresses() {
    try {
      var before = broker.json("/client-addresses");
      var _ = ask();
      var after = broker.json("/client-addresses");
      if (after.integer("ignored") > before.integer("ignored")) {
        return Finding.failed(
            ADDRESSES,
            "a proxy tells who calls and is not in trusted-proxies: to the broker all guests have one"
                + " address, and share its limits; name the network of the proxy there");
      }
      if (after.integer("missing") > before.integer("missing")) {
        return Finding.failed(
            ADDRESSES,
            "the proxy in trusted-proxies sends neither Forwarded nor X-Forwarded-For: to the broker"
                + " all guests have one address, and share its limits; let the proxy send one");
      }
    } catch (CommandFailedException e) {
      return Finding.skipped(ADDRESSES, "the broker cannot be asked on its management port");
    }
    if (config.publicUrl().isHttps()
        && config.tls().isEmpty()
        && config.trustedProxies().isEmpty()) {
      return Finding.failed(
          ADDRESSES,
          "https ends at a proxy, and none is in trusted-proxies: to the broker all guests have one"
              + " address, and share its limits; name the network of the proxy there");
    }
    return Finding.ok(ADDRESSES, "the broker tells its callers apart");
  }
}
