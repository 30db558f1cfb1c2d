package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.TestBroker;
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

@TestInstance(Lifecycle.PER_CLASS)
class HeadersTest {
  private static final Map<String, List<String>> KEPT_APART =
      Map.of(
          "x-content-type-options", List.of("nosniff"),
          "x-frame-options", List.of("DENY"),
          "referrer-policy", List.of("no-referrer"),
          "cross-origin-opener-policy", List.of("same-origin"),
          "cross-origin-embedder-policy", List.of("require-corp"),
          "origin-agent-cluster", List.of("?1"));
  private static final String API_POLICY =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /// Lit has one policy of its own, for the templates of our scripts; the other one lets the
  /// address of our worker through, and nothing else.
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
          + "font-src 'self'; connect-src 'self' %s; worker-src 'self'; "
          + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
          + "object-src 'none'; child-src 'none'; require-trusted-types-for 'script'; "
          + "trusted-types lit-html latchkey-worker";
  private static final String WORKER_POLICY =
      "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  /// Pages may scan, share, fill the screen and keep it lit; the rest is off, save copying a link.
  private static final String PERMISSIONS =
      "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), display-capture=(), "
          + "encrypted-media=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), "
          + "idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), "
          + "payment=(), picture-in-picture=(), publickey-credentials-get=(), serial=(), "
          + "storage-access=(), usb=(), window-management=(), xr-spatial-tracking=(), "
          + "camera=%1$s, fullscreen=%1$s, screen-wake-lock=%1$s, web-share=%1$s, "
          + "clipboard-read=(), clipboard-write=(self)";

  private TestBroker broker;

  @BeforeAll
  void start() {
    broker = TestBroker.inMemory();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private Stream<Route> routes() {
    return Stream.of(broker.http().apiRoutes(), broker.http().pageRoutes()).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everyRouteKeepsPagesAndAnswersApart(Route route) {
    assertKeptApart(broker.wire().send(route.method().text(), filled(route.path())));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everyRouteAnswersOtherMethodsWithWhatIsAllowed(Route route) {
    var answer = broker.wire().send("PATCH", filled(route.path()));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.code()).isEqualTo("method_not_allowed");
    assertThat(answer.header("Allow").split(", "))
        .contains(route.method().text(), "OPTIONS")
        .doesNotContain("PATCH");
    assertKeptApart(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/v1",
        "/v1/",
        "/v1/sessions/x/y/z",
        "/assets/nope.js",
        "/lib/..%2Fbroker.html"
      })
  void whatIsNotThereKeepsPagesApartToo(String path) {
    var answer = broker.wire().send("GET", path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("not_found");
    assertKeptApart(answer);
  }

  @Test
  void thePageAtALostAddressKeepsApartToo() {
    var answer = broker.wire().send("GET", "/nope", "Accept", "text/html");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertKeptApart(answer);
  }

  @Test
  void whatIsNoHttpKeepsPagesApartToo() {
    var answer =
        broker
            .wire()
            .send("GET", "/v1/invites/x", "Content-Encoding", "x", "X", "y".repeat(20_000));

    assertThat(answer.status()).isIn(400, 413, 431);
    assertKeptApart(answer);
  }

  @Test
  void nothingUnderV1IsKeptByCaches() {
    var answers =
        broker.http().apiRoutes().stream()
            .filter(route -> route.path().startsWith("/v1/"))
            .map(route -> broker.wire().send(route.method().text(), filled(route.path())))
            .toList();

    assertThat(answers).isNotEmpty();
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
              assertThat(answer.header("DPoP-Nonce")).hasSize(43);
            });
  }

  @Test
  void everyRequestHasAnIdOfItsOwnThatTheCallerCannotChoose() {
    var first = broker.wire().send("GET", "/nope", "X-Request-Id", "mine");
    var second = broker.wire().send("GET", "/nope", "X-Request-Id", "mine");

    assertThat(first.header("X-Request-Id")).hasSize(16).isEqualTo(first.get("requestId"));
    assertThat(second.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
  }

  @Test
  void aPlainHttpBrokerDoesNotAskForHttps() {
    var answer = broker.wire().send("GET", "/");

    assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    assertThat(answer.header("Content-Security-Policy")).doesNotContain("upgrade-insecure");
  }

  @Test
  void aBrokerBehindHttpsAsksForHttpsAlways() {
    try (var secure =
        TestBroker.inMemory(Map.of("LATCHKEY_PUBLIC_URL", "https://broker.example"))) {
      var answer = secure.wire().send("GET", "/nope");

      assertThat(answer.header("Strict-Transport-Security"))
          .isEqualTo("max-age=63072000; includeSubDomains; preload");
      var page = secure.wire().send("GET", "/").header("Content-Security-Policy");
      assertThat(page).contains("upgrade-insecure-requests").contains("wss://broker.example");
    }
  }

  private static String filled(String path) {
    return path.replace("{sid}", "A".repeat(27))
        .replace("{iid}", "A".repeat(22))
        .replace("{mid}", "A".repeat(22))
        .replace("{ch}", "0")
        .replace("{id}", "A".repeat(22))
        .replace("{slot}", "0")
        .replace("{file}", "x.js")
        .replace("{level}", "0")
        .replace("{+tile}", "000")
        .replaceFirst("\\{fragment:.*", "%231.x");
  }

  private static String policyOf(Answer answer, String socket) {
    return switch (answer.header("Content-Type").split(";", -1)[0]) {
      case "text/html" -> PAGE_POLICY.formatted(socket);
      case "text/javascript" -> WORKER_POLICY; // no other script is asked for here
      default -> API_POLICY;
    };
  }

  private void assertKeptApart(Answer answer) {
    assertThat(answer.headers().map()).containsAllEntriesOf(KEPT_APART);
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isIn("same-origin", "cross-origin");
    assertThat(answer.header("X-Request-Id")).hasSize(16);
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("Set-Cookie")).isEmpty();
    if (!answer.text().isEmpty()) {
      assertThat(answer.header("Content-Type")).contains("charset=utf-8");
    }
    var socket = broker.origin().replaceFirst("^http", "ws");
    assertThat(answer.header("Content-Security-Policy")).isEqualTo(policyOf(answer, socket));
    boolean isPage = answer.header("Content-Type").startsWith("text/html");
    assertThat(answer.header("Permissions-Policy"))
        .isEqualTo(PERMISSIONS.formatted(isPage ? "(self)" : "()"));
    if (isPage) {
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
  }
}
