package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.TestBroker;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class CorsTest {
  private TestBroker broker;

  @BeforeAll
  void start() {
    broker = TestBroker.inMemory(Map.of("LATCHKEY_ALLOWED_ORIGINS", "https://app.example, null"));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://app.example", "null"})
  void pagesOfAllowedOriginsMayReadAnswersAndErrors(String origin) {
    var answer = broker.wire().send("GET", "/v1/invites/x", "Origin", origin);

    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(answer.header("Access-Control-Expose-Headers").split(", "))
        .contains(
            "ETag",
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "DPoP-Nonce",
            "WWW-Authenticate",
            "X-Request-Id",
            "Date");
    assertThat(answer.header("Vary")).contains("Origin");
  }

  @Test
  void theBrokersOwnPagesMayReadAnswers() {
    var answer = broker.wire().send("GET", "/v1/invites/x", "Origin", broker.origin());

    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(broker.origin());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://app.example.evil.example",
        "http://app.example",
        "https://app.example:444",
        "https://APP.example",
        "file://"
      })
  void pagesOfOtherOriginsReadNothing(String origin) {
    var get = broker.wire().send("GET", "/v1/invites/x", "Origin", origin);
    var preflight = preflight("/v1/joins", origin);

    assertThat(get.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(preflight.header("Access-Control-Allow-Methods")).isEmpty();
  }

  @Test
  void aPreflightSaysWhatMayBeSentAndForHowLongThatHolds() {
    var answer = preflight("/v1/sessions/x/channels/0", "https://app.example");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Methods").split(", "))
        .contains("GET", "POST", "PUT");
    assertThat(answer.header("Access-Control-Allow-Headers").split(", "))
        .contains("Authorization", "Content-Type", "DPoP", "If-Match", "If-None-Match");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("7200");
  }

  @Test
  void nobodyIsEverAskedForCredentials() {
    var answer = preflight("/v1/joins", "https://app.example");

    assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
  }

  @Test
  void whatConcernsNobodyInParticularMayBeReadByAll() {
    var keys =
        broker.wire().send("GET", "/.well-known/jwks.json", "Origin", "https://evil.example");

    assertThat(keys.status()).isEqualTo(200);
    assertThat(keys.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  private Answer preflight(String path, String origin) {
    return broker
        .wire()
        .send(
            "OPTIONS",
            path,
            "Origin",
            origin,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,content-type,dpop");
  }
}
