package dev.latchkey.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.broker.store.memory.MemoryStore;
import dev.latchkey.crypto.roster.Role;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
      assertNotReady(broker, "draining");
      assertThat(broker.managementWire().send("GET", "/health/live").status()).isEqualTo(200);
    }
  }

  @Test
  void aBrokerWhoseStoreHasFailedIsLiveAndNotReady() {
    var works = new AtomicBoolean(true);
    var store = new MemoryStore();
    try (var broker = TestBroker.on(store, store, store, store.log(), works::get)) {
      broker.managementWire().send("GET", "/health/ready").require(200);

      works.set(false);

      assertNotReady(broker, "store");
      assertThat(Scrape.of(broker).value("latchkey_store_up")).isZero();
      broker.managementWire().send("GET", "/health/live").require(200);
      broker.managementWire().send("GET", "/health/started").require(200);
    }
  }

  /// Only one thread waits for such a store, however often somebody asks.
  @Test
  void aStoreThatDoesNotAnswerKeepsNobodyWaitingAndIsAskedOnce() {
    var asked = new AtomicInteger();
    var answer = new CountDownLatch(1);
    var store = new MemoryStore();
    try (var broker = TestBroker.on(store, store, store, store.log(), () -> hang(asked, answer))) {
      assertNotReady(broker, "store");
      assertNotReady(broker, "store");
      broker.managementWire().send("GET", "/health/live").require(200);

      assertThat(asked).hasValue(1);
      answer.countDown();
    }
  }

  private static boolean hang(AtomicInteger asked, CountDownLatch answer) {
    asked.incrementAndGet();
    try {
      answer.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static void assertNotReady(TestBroker broker, String reason) {
    var answer = broker.managementWire().send("GET", "/health/ready");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.get("status")).isEqualTo("DOWN");
    assertThat(answer.json().get("reasons")).extracting(JsonNode::asText).containsExactly(reason);
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
