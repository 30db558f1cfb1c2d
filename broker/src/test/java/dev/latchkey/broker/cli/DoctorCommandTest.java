package dev.latchkey.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.broker.TestBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DoctorCommandTest {
  @TempDir Path folder;

  @Test
  void whatWorksIsFoundWorking() {
    try (var broker = TestBroker.inMemory()) {
      var answer = Invocation.of(environment(broker, Map.of()), "doctor", "--json").require(0);

      var results = results(answer);
      assertThat(results)
          .containsEntry("settings", "ok")
          .containsEntry("store", "skipped")
          .containsEntry("management-port", "ok")
          .containsEntry("public-url", "ok")
          .containsEntry("websocket", "ok")
          .containsEntry("client-addresses", "ok");
      assertThat(Invocation.of(environment(broker, Map.of()), "doctor").out()).contains("RESULT");
    }
  }

  @Test
  void howLongTheStoreTakesIsTold() {
    try (var broker = TestBroker.inMemory()) {
      broker.host().append(0, "text").require(201);

      var findings =
          Invocation.of(environment(broker, Map.of()), "doctor", "--json").require(0).jsonLines();

      assertThat(find(findings, "store-latency").get("message").textValue())
          .matches("1 writes were durable after [0-9.]+ ms on average, 0 of them .*");
    }
  }

  @Test
  void settingsThatAreRefusedAreFoundAndNothingElseIsTried() {
    var answer = Invocation.of(Map.of("LATCHKEY_LISTEN", "nowhere"), "doctor", "--json").require(1);

    assertThat(results(answer)).isEqualTo(Map.of("settings", "failed"));
  }

  @Test
  void aBrokerThatDoesNotRunIsFound() {
    Map<String, String> environment;
    try (var broker = TestBroker.inMemory()) {
      environment = environment(broker, Map.of());
    }

    assertThat(results(Invocation.of(environment, "doctor", "--json").require(1)))
        .containsEntry("management-port", "failed")
        .containsEntry("public-url", "failed")
        .doesNotContainKey("websocket");
  }

  @Test
  void aProxyThatIsNotTrustedIsFound() throws IOException {
    try (var broker = TestBroker.inMemory();
        var proxy = new Proxy(broker, true)) {
      var environment = environment(broker, Map.of("LATCHKEY_PUBLIC_URL", proxy.url()));

      var findings = Invocation.of(environment, "doctor", "--json").require(1).jsonLines();

      var finding = find(findings, "client-addresses");
      assertThat(finding.get("result").textValue()).isEqualTo("failed");
      assertThat(finding.get("message").textValue()).contains("is not in trusted-proxies");
      assertThat(find(findings, "websocket").get("result").textValue()).isEqualTo("failed");
      assertThat(find(findings, "public-url").get("message").textValue())
          .contains("has the public-url http://localhost:");
    }
  }

  @Test
  void aTrustedProxyThatDoesNotTellWhoCallsIsFound() throws IOException {
    var trusting = Map.of("LATCHKEY_TRUSTED_PROXIES", "127.0.0.0/8");
    try (var broker = TestBroker.inMemory(trusting);
        var proxy = new Proxy(broker, false)) {
      var environment = environment(broker, trusting);
      environment.put("LATCHKEY_PUBLIC_URL", proxy.url());

      var findings = Invocation.of(environment, "doctor", "--json").require(1).jsonLines();

      assertThat(find(findings, "client-addresses").get("message").textValue())
          .contains("neither Forwarded nor X-Forwarded-For");
    }
  }

  @Test
  void aDataFolderThatOthersCanLookIntoIsFound() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var environment = Map.of("LATCHKEY_DATA_DIR", folder.toString());

    var findings = Invocation.of(environment, "doctor", "--json").jsonLines();

    assertThat(find(findings, "data-folder").get("message").textValue()).contains("chmod 700");
    assertThat(find(findings, "store").get("message").textValue()).contains("none yet");
    assertThat(folder).isEmptyDirectory();
  }

  private static Map<String, String> environment(TestBroker broker, Map<String, String> more) {
    var environment = new HashMap<String, String>();
    environment.put("LATCHKEY_STORE", "memory:");
    environment.put("LATCHKEY_PUBLIC_URL", broker.origin());
    environment.put("LATCHKEY_MANAGEMENT_LISTEN", broker.management().getAuthority());
    environment.putAll(more);
    return environment;
  }

  private static Map<String, String> results(Invocation answer) {
    return answer.jsonLines().stream()
        .collect(
            Collectors.toMap(
                it -> it.get("check").textValue(), it -> it.get("result").textValue()));
  }

  private static JsonNode find(Iterable<JsonNode> findings, String check) {
    for (var finding : findings) {
      if (finding.get("check").textValue().equals(check)) {
        return finding;
      }
    }
    throw new AssertionError("nothing about " + check);
  }

  /// A proxy that passes on what it is asked for, but no WebSocket.
  private static final class Proxy implements AutoCloseable {
    private final HttpServer server;

    Proxy(TestBroker broker, boolean tells) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            var path = exchange.getRequestURI().getPath();
            var answer =
                tells
                    ? broker.wire().send("GET", path, "X-Forwarded-For", "203.0.113.7")
                    : broker.wire().send("GET", path);
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
