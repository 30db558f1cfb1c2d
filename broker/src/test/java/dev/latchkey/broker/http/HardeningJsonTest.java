package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import io.helidon.http.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bodies that two JSON readers could take for different things, or that cost more than they weigh,
/// on every route that takes a body, sent by somebody who may use it.
@TestInstance(Lifecycle.PER_CLASS)
class HardeningJsonTest {
  /// The members of each route's body, whole but wrong inside.
  private static final Map<String, String> MEMBERS =
      Map.ofEntries(
          Map.entry("POST /v1/sessions", "signingKey,wrapKey"),
          Map.entry("POST /v1/sessions/{sid}/genesis", "genesis,change,wrap"),
          Map.entry("POST /v1/sessions/{sid}/tokens", "proof"),
          Map.entry("POST /v1/sessions/{sid}/invites", "statement,label,preview,wrap"),
          Map.entry("DELETE /v1/sessions/{sid}/invites/{iid}", "statement"),
          Map.entry("POST /v1/sessions/{sid}/statements", "statement,wraps"),
          Map.entry("DELETE /v1/sessions/{sid}/members/{mid}", "statement,wraps"),
          Map.entry("DELETE /v1/sessions/{sid}", "statement"),
          Map.entry("POST /v1/sessions/{sid}/compared", "statement"),
          Map.entry("POST /v1/joins/challenge", "sid,iid"),
          Map.entry("POST /v1/joins", "token,statement"),
          Map.entry("PUT /v1/sessions/{sid}/members/{mid}/name", "frame"),
          Map.entry("POST /v1/sessions/{sid}/moves/rendezvous", "id"),
          Map.entry("POST /v1/sessions/{sid}/moves", "statement,wrap"),
          Map.entry("PUT /v1/rendezvous/{id}/{slot}", "sealed"),
          Map.entry("POST /v1/sessions/{sid}/channels/{ch}", "frame"),
          Map.entry("POST /v1/sessions/{sid}/ephemeral", "frame"),
          Map.entry("PUT /v1/sessions/{sid}/channels/{ch}", "frame,covers"));

  private static final Set<String> NO_BODY =
      Set.of("POST /v1/sessions/{sid}/tokens/challenge", "POST /v1/sessions/{sid}/moves/challenge");

  private HardenedSession session;
  private TestBroker broker;
  private HostDevice host;

  @BeforeAll
  void start() {
    session = HardenedSession.begin();
    broker = session.broker();
    host = session.host();
  }

  @AfterAll
  void stop() {
    session.close();
  }

  @BeforeEach
  void refresh() {
    host.refresh().require(201);
  }

  private Stream<Route> routesWithABody() {
    return session
        .routes()
        .filter(route -> !route.method().equals(Method.GET) && !NO_BODY.contains(name(route)));
  }

  @ParameterizedTest
  @MethodSource("routesWithABody")
  void aBodyThatCouldBeReadInTwoWaysIsRefusedAndSaysWhy(Route route) {
    var bodies = bodies(MEMBERS.get(name(route)).split(","));
    int before = host.follow().size();
    for (var body : bodies) {
      broker.clock().advance(Duration.ofSeconds(5));

      var answer =
          host.callRaw(
              route.method().text(),
              session.real(route.path()),
              body.getBytes(ISO_8859_1),
              "Content-Type",
              "application/json");

      var shown = body.substring(0, Math.min(60, body.length()));
      assertThat(answer.status()).as(shown).isEqualTo(400);
      assertThat(answer.code()).as(shown).isEqualTo("bad_request");
      assertThat(answer.get("detail")).as(shown).contains("want").doesNotContain("canary");
      assertThat(answer.text()).doesNotContain("Exception", "jackson");
    }
    System.out.println(name(route) + ": " + bodies.size() + " bodies");
    assertThat(bodies).isNotEmpty();
    assertThat(host.follow().size()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("routesWithABody")
  void aBodyOfAnotherKindIsRefused(Route route) {
    for (var headers :
        List.of(
            List.<String>of(),
            List.of("Content-Type", ""),
            List.of("Content-Type", "text/plain"),
            List.of("Content-Type", "application/x-www-form-urlencoded"),
            List.of("Content-Type", "multipart/form-data; boundary=x"),
            List.of("Content-Type", "application/jsonp"),
            List.of("Content-Type", "application/json, application/json"),
            List.of("Content-Type", "application/json", "Content-Type", "text/plain"),
            List.of("Content-Type", "application/json; charset=utf-16"),
            List.of("Content-Type", "application/json", "Content-Encoding", "gzip"))) {
      var answer =
          host.callRaw(
              route.method().text(),
              session.real(route.path()),
              "{}".getBytes(UTF_8),
              headers.toArray(String[]::new));

      assertThat(answer.status()).as("%s", headers).isEqualTo(415);
      assertThat(answer.code()).isEqualTo("unsupported_media_type");
    }
  }

  @ParameterizedTest
  @MethodSource("routesWithABody")
  void jsonIsAnsweredWhateverIsAskedFor(Route route) {
    for (var accept : List.of("text/html", "application/xml;q=1", "*/*", "nonsense")) {
      var answer =
          host.callRaw(
              route.method().text(),
              session.real(route.path()),
              "{}".getBytes(UTF_8),
              "Content-Type",
              "application/json",
              "Accept",
              accept);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("Content-Type"))
          .isEqualTo("application/problem+json; charset=utf-8");
    }
  }

  private static List<String> bodies(String... members) {
    var first = "\"" + members[0] + "\":";
    var rest = new StringBuilder();
    for (int i = 1; i < members.length; i++) {
      rest.append(",\"").append(members[i]).append("\":\"x\"");
    }
    var whole = "{" + first + "\"x\"" + rest + "}";
    var escaped = "\"\\u%04x%s\":".formatted((int) members[0].charAt(0), members[0].substring(1));
    var bodies = new ArrayList<String>();
    for (var value :
        List.of(
            "1",
            "-1",
            "1.5",
            "1e400",
            "1E2",
            "9007199254740992",
            "9".repeat(50_000),
            "NaN",
            "Infinity",
            "0x1",
            "+1",
            "01",
            "true",
            "null",
            "[]",
            "{}",
            "{\"canary\":1,\"canary\":2}",
            "{\"a\":{\"b\":1,\"\\u0062\":2}}",
            "[".repeat(100_000) + "]".repeat(100_000),
            "{\"a\":".repeat(20_000),
            "'x'",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\x41\"",
            "\"a\nb\"",
            "\"\0\"",
            "\"x",
            "\"" + "x".repeat(200_000) + "\"",
            "/**/\"x\"",
            "undefined")) {
      bodies.add("{" + first + value + rest + "}");
    }
    bodies.addAll(
        List.of(
            "",
            " ",
            "null",
            "\"x\"",
            "1",
            "[]",
            "[" + whole + "]",
            "{}",
            "{",
            "}",
            whole + whole,
            whole + "x",
            whole + "\0",
            whole + ",",
            whole.replace("}", ",}"),
            whole.replace("}", ",\"canary\":1}"),
            whole.replace("}", "," + first + "\"x\"}"),
            whole.replace("}", "," + escaped + "\"x\"}"),
            whole.replace("}", ",\"__proto__\":{}}"),
            whole.replace(members[0], members[0] + "\\u0000"),
            "\u00ef\u00bb\u00bf" + whole,
            "\u00fe\u00ff\0{\0}",
            "{\0\"\0x\0",
            whole.replace("\"x\"", "\"\u00ff\""),
            whole.replace("\"x\"", "\"\u00c0\u00af\""),
            whole.replace("\"x\"", "\"\u00ed\u00a0\u0080\""),
            whole.replace("\"x\"", "\"\u00f5\u0080\u0080\u0080\""),
            whole.replace("\"x\"", "\"\u00e2\u0082\"")));
    return bodies;
  }

  private static String name(Route route) {
    return route.method().text() + " " + route.path();
  }
}
