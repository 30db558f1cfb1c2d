package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import io.helidon.http.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds on every route of the API and of the management port.
@TestInstance(Lifecycle.PER_CLASS)
class HardeningTest {
  private HardenedSession session;
  private TestBroker broker;
  private HostDevice host;

  @BeforeAll
  void start() {
    session = HardenedSession.begin();
    broker = session.broker();
    host = session.host();
    host.append(0, "first").require(201);
  }

  @AfterAll
  void stop() {
    session.close();
  }

  private Stream<Route> routes() {
    return session.routes();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void headAndOptionsChangeNothing(Route route) {
    var before = state();
    var query = route.path().endsWith("/ledger/proof") ? "?index=0" : "";
    for (var method : List.of("HEAD", "OPTIONS")) {
      var answer = host.callRaw(method, session.real(route.path()) + query, new byte[0]);

      assertThat(answer.text()).isEmpty();
      assertThat(answer.status()).isIn(200, 204, 405, 426);
      assertThat(answer.status() == 405).isEqualTo(method.equals("HEAD") && !hasGet(route.path()));
    }

    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aMethodCannotBeChangedByAHeaderOrAParameter(Route route) {
    var before = state();
    for (var name : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
      var answer = host.callRaw("PATCH", session.real(route.path()), new byte[0], name, "DELETE");
      assertThat(answer.status()).isEqualTo(405);
    }
    assertThat(broker.wire().send("PATCH", session.real(route.path()) + "?_method=DELETE").status())
        .isEqualTo(405);
    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "ready", "started"})
  void theManagementPortTakesGetAndHeadAlone(String question) {
    var management = broker.managementWire();

    assertThat(management.send("HEAD", "/health/" + question).status()).isEqualTo(200);
    assertThat(management.send("HEAD", "/health/" + question).body()).isEmpty();
    for (var method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE2")) {
      var answer = management.send(method, "/health/" + question);

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }
  }

  @Test
  void theManagementPortSaysNothingOfSessions() {
    var management = broker.managementWire();

    for (var path : List.of("/health/live", "/health/ready", "/health/started")) {
      assertThat(management.send("GET", path).text())
          .isEqualTo("{\"status\":\"UP\",\"reasons\":[]}");
    }
    assertThat(management.send("GET", "/connections").text()).isEmpty();
    assertThat(management.send("GET", "/client-addresses").text()).doesNotContain("127.0.0.1");
    for (var path : List.of("/", "/health", "/observe", "/heapdump", "/v1/sessions")) {
      assertThat(management.send("GET", path).status()).isEqualTo(404);
    }
  }

  @Test
  void noTextOfACallerForgesALineOfTheLogOrAHeader() {
    var forged = "canary\r\n2026-06-01T12:00:00.000+0000 SEVERE forged\r\nX-Injected: 1";
    try (var ours = CapturedLog.allOf("dev.latchkey");
        var others = CapturedLog.of("")) {
      for (var answer : answersTo(forged)) {
        assertThat(answer.headers().map().toString()).doesNotContain("canary");
        assertThat(answer.header("X-Injected")).isEmpty();
        assertThat(answer.text()).doesNotContain("canary", "forged");
      }

      assertThat(ours.lines()).isNotEmpty();
      assertThat(ours.lines())
          .allMatch(line -> line.strip().lines().count() == 2)
          .noneMatch(line -> line.contains("canary") || line.contains("forged"));
      assertThat(others.lines())
          .noneMatch(line -> line.contains("canary") || line.contains("forged"));
    }
  }

  private List<Answer> answersTo(String forged) {
    var all = new ArrayList<Answer>();
    for (var route : session.routes().toList()) {
      if (!route.method().equals(Method.GET)) {
        var body = Json.bytes(Map.of("sid", forged, forged, forged));
        all.add(
            host.callRaw(
                route.method().text(),
                session.real(route.path()),
                body,
                "Content-Type",
                "application/json"));
      }
    }
    all.add(
        host.callRaw(
            "POST",
            "/v1/joins",
            Json.bytes(Map.of("token", forged, "statement", forged)),
            "Content-Type",
            "application/json"));
    var percent = forged.replace("\r", "%0d").replace("\n", "%0a").replace(" ", "%20");
    for (var path :
        List.of("/" + percent, "/v1/invites/" + percent, "/lib/" + percent, "/?" + percent)) {
      try (var connection = RawConnection.to(broker)) {
        all.addAll(
            connection
                .send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .all());
      }
    }
    for (var name :
        List.of("Origin", "Authorization", "DPoP", "If-Match", "X-Forwarded-For", "Forwarded")) {
      try (var connection = RawConnection.to(broker)) {
        all.addAll(
            connection
                .send(
                    "GET "
                        + session.real("/v1/sessions/{sid}/channels/{ch}")
                        + " HTTP/1.1\r\nHost: x\r\n")
                .send(name + ": " + forged.replace("\r\n", "\r\n ") + "\r\n\r\n")
                .all());
      }
      try (var connection = RawConnection.to(broker)) {
        all.addAll(
            connection
                .send(
                    "GET "
                        + session.real("/v1/sessions/{sid}/channels/{ch}")
                        + " HTTP/1.1\r\nHost: x\r\n")
                .send(name + ": " + percent + "\r\nConnection: close\r\n\r\n")
                .all());
      }
    }
    return all;
  }

  /// Everything that the session's host can see.
  private String state() {
    return host.get(host.path("/members")).require(200).text()
        + host.get(host.path("/invites")).require(200).text()
        + host.get(host.path("/channels/0")).require(200).text();
  }

  private boolean hasGet(String path) {
    return routes().anyMatch(it -> it.path().equals(path) && it.method().equals(Method.GET));
  }
}
