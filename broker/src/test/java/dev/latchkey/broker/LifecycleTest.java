package dev.latchkey.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.Role;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {
  @TempDir Path dataDir;

  @ParameterizedTest
  @ValueSource(strings = {"live", "ready", "started"})
  void aStartedBrokerIsHealthyOnItsManagementPortAlone(String question) {
    try (var broker = TestBroker.inMemory()) {
      var answer = broker.managementWire().send("GET", "/health/" + question);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.get("status")).isEqualTo("UP");
      assertThat(broker.wire().send("GET", "/health/" + question).status()).isEqualTo(404);
      assertThat(broker.managementWire().send("GET", "/v1/invites/x").status()).isEqualTo(404);
    }
  }

  @Test
  void aStoppingBrokerIsNotReadyAndTakesNothingNew() {
    try (var broker = TestBroker.inMemory()) {
      var host = broker.host();
      broker.http().drain();

      var answer = host.append(0, "late");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("draining");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(answer.json().get("retryAfterMs").asLong()).isEqualTo(1_000);
      assertThat(broker.managementWire().send("GET", "/health/ready").status()).isEqualTo(503);
      assertThat(broker.managementWire().send("GET", "/health/live").status()).isEqualTo(200);
    }
  }

  @Test
  void aStoppingBrokerAnswersWhoWaits() throws Exception {
    var broker = TestBroker.inMemory();
    var host = broker.host();
    var held = CompletableFuture.supplyAsync(() -> host.get(host.path("/channels/0?wait=30")));
    broker.awaitReaders(host.session(), 1);

    broker.close();

    var answer = held.get(5, TimeUnit.SECONDS);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("frames")).isEmpty();
  }

  @Test
  void whatWasAnsweredIsThereAfterARestart() {
    HostDevice host;
    TestInvite invite;
    try (var broker = TestBroker.onSqlite(dataDir)) {
      host = broker.host();
      host.append(0, "kept").require(201);
      invite = host.invite(Role.EDITOR);
    }
    try (var broker = TestBroker.onSqlite(dataDir)) {
      var reader = host.at(broker);

      var page = reader.get(reader.path("/channels/0")).require(200).json();

      assertThat(page.get("frames")).hasSize(1);
      assertThat(broker.guest().look(invite).get("state")).isEqualTo("ready");
    }
  }

  @Test
  void aProofFromBeforeARestartCountsForNothing() {
    HostDevice host;
    String proof;
    String path;
    try (var broker = TestBroker.onSqlite(dataDir)) {
      host = broker.host();
      path = host.path("/members");
      proof =
          host.proof(
                  "GET",
                  path,
                  host.accessToken(),
                  Optional.of(host.freshNonce()),
                  TestDevice.freshId())
              .sign(host.signingKey());
    }
    try (var broker = TestBroker.onSqlite(dataDir)) {
      var replayed = host.at(broker).callWith(host.accessToken(), proof, "GET", path, Map.of());

      assertThat(replayed.status()).isEqualTo(401);
    }
  }
}
