package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestBroker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files are those of the test resources, so that the broker can be tested without its pages.
@TestInstance(Lifecycle.PER_CLASS)
class PagesTest {
  private static final String SID = "A".repeat(27);
  private static final String LONG_FILE = "/assets/long-1234abcd.js";

  private TestBroker broker;

  @BeforeAll
  void start() {
    broker = TestBroker.inMemory();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/j", "/s/x", "/s/x/host", "/s/x/ledger", "/scan", "/j%231.x.y.z"})
  void everyAddressOfTheApplicationIsItsPage(String path) {
    var answer = broker.wire().send("GET", path.replace("/x", "/" + SID));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Robots-Tag")).contains("noindex");
    assertThat(answer.text()).contains("page of the test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/me", "/nope", "/s", "/s/x/y", "/j/x", "/index.html"})
  void aBrowserAtAnAddressThatNobodyServesGetsThePageAs404(String path) {
    var answer = broker.wire().send("GET", path, "Accept", "text/html,*/*;q=0.8");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self'");
    assertThat(answer.text()).contains("page of the test");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nope, */*",
    "GET, /v1/nope, text/html",
    "GET, /.well-known/nope, text/html",
    "GET, /log/tile/0/999, text/html",
    "POST, /nope, text/html",
    "GET, /assets/nope.js, text/html"
  })
  void aProgramThereGetsAProblem(String method, String path, String accept) {
    var answer = broker.wire().send(method, path, "Accept", accept);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void aPageRunsNothingButTheBrokersOwnScripts() {
    var policy = broker.wire().send("GET", "/").header("Content-Security-Policy");

    assertThat(policy.split("; "))
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "trusted-types lit-html latchkey-worker");
    assertThat(policy).doesNotContain("unsafe", "https:", "*", "data:");
  }

  @Test
  void onlyPagesMayAskForTheCamera() {
    var page = broker.wire().send("GET", "/scan").header("Permissions-Policy");
    var api = broker.wire().send("GET", "/v1/invites/x").header("Permissions-Policy");

    assertThat(page).contains("camera=(self)", "clipboard-write=(self)", "geolocation=()");
    assertThat(api).contains("camera=()");
  }

  @Test
  void theWorkerIsForAllPagesAndIsAskedForAnewAtEveryVisit() {
    var answer = broker.wire().send("GET", "/sw.js");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'none'", "connect-src 'self'")
        .doesNotContain("script-src");
    assertThat(answer.header("Service-Worker-Allowed")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sw.js", "/assets/other.js", "/v1/other.js", "/other"})
  void whereNothingIsToBeKeptEveryWorkerIsReplacedByOneThatGoes(String path) {
    try (var dropping = TestBroker.inMemory(Map.of("LATCHKEY_OFFLINE_PAGES", "drop"))) {
      var answer = dropping.wire().send("GET", path, "Service-Worker", "script");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).contains("worker that goes");
      assertThat(answer.header("Service-Worker-Allowed")).isEqualTo("/");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(dropping.wire().send("GET", "/").text()).contains("page of the test");
    }
    assertThat(broker.wire().send("GET", path, "Service-Worker", "script").text())
        .doesNotContain("worker that goes");
  }

  @Test
  void filesWithAHashInTheirNameAreKeptForEver() {
    var answer = broker.wire().send("GET", "/assets/app-1234abcd.js");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "gzip, deflate, br, zstd", "br;q=1.0, GZIP;q=0.80"})
  void whoTakesGzipGetsFilesByIt(String accepted) throws IOException {
    var plain = broker.wire().send("GET", LONG_FILE);
    var zipped = broker.wire().send("GET", LONG_FILE, "Accept-Encoding", accepted);

    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(zipped.headers().allValues("Vary")).contains("Accept-Encoding");
    assertThat(zipped.body()).hasSizeLessThan(plain.body().length / 3);
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertThat(stream.readAllBytes()).isEqualTo(plain.body());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/long-1234abcd.js, br",
    "/assets/long-1234abcd.js, gzip;q=0",
    "/assets/long-1234abcd.js, x-gzip",
    "/assets/app-1234abcd.js, gzip",
    "/.well-known/jwks.json, gzip"
  })
  void everythingElseIsSentAsItIs(String path, String accepted) {
    var answer = broker.wire().send("GET", path, "Accept-Encoding", accepted);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(answer.text()).containsAnyOf("line 29", "keys", "export");
  }

  @Test
  void theLibraryIsThereForPagesOfAnyOrigin() {
    var answer = broker.wire().send("GET", "/lib/index.js", "Origin", "https://other.example");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/",
        "/assets/nope.js",
        "/assets/../broker.html",
        "/assets/%2e%2e%2fbroker.html",
        "/lib/..%2f..%2fapplication.yaml",
        "/lib/..%5c..%5capplication.yaml",
        "/lib/index.js%00",
        "/lib/index.class",
        "/broker.html",
        "/application.yaml"
      })
  void nothingElseOfTheClassPathIsServed(String path) {
    var answer = broker.wire().send("GET", path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void aHeadOfAFileTellsItsSizeAndSendsNothing() {
    var get = broker.wire().send("GET", "/lib/index.js");
    var head = broker.wire().send("HEAD", "/lib/index.js");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
  }
}
