package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.roster.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The proxies of deploy/proxy as real processes, with the files that are there, in front of a
/// broker that is told to believe them.
@Timeout(60)
class ProxyTest {
  private static final String SECRET = "1.canary-of-a-link-that-was-mangled";

  @TempDir Path folder;

  private final TestBroker broker =
      TestBroker.inMemory(Map.of("LATCHKEY_TRUSTED_PROXIES", "127.0.0.1/32"));
  private ProxyProcess proxy;

  @AfterEach
  void stop() {
    if (proxy != null) {
      proxy.close();
    }
    broker.close();
  }

  @ParameterizedTest
  @EnumSource
  void peopleJoinAndWorkLiveThroughAProxy(ProxyProcess.Kind kind) throws Exception {
    var behind = start(kind);
    var host = behind.host();
    var guest = behind.guest();
    guest.join(host.invite(Role.EDITOR)).require(201);
    try (var writer = LiveClient.follow(behind, host, 0);
        var reader = LiveClient.follow(behind, guest, 0)) {
      writer.append(1, 0, "through the proxy");

      assertThat(reader.expect(Heard.Frame.class).seq()).isEqualTo(1);
      assertThat(writer.expect(Heard.Acked.class).seq()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eventsComeOneByOneAndNotWhenABufferIsFull(ProxyProcess.Kind kind) throws Exception {
    var behind = start(kind);
    var host = behind.host();
    try (var events = EventClient.follow(behind, host, "?heads=0:0")) {
      for (int i = 1; i <= 3; i++) {
        host.append(0, "frame").require(201);
        assertThat(events.skipTo(Heard.Frame.class).seq()).isEqualTo(i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLongPollIsHeldUntilThereIsNews(ProxyProcess.Kind kind) throws Exception {
    var behind = start(kind);
    var host = behind.host();
    var held =
        CompletableFuture.supplyAsync(() -> host.get(host.path("/channels/0?after=0&wait=30")));
    broker.awaitReaders(host.session(), 1);

    host.at(broker).append(0, "news").require(201);

    assertThat(held.get(20, TimeUnit.SECONDS).json().get("frames")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void theAddressOfAClientIsTheProxysWordAloneNotTheClients(ProxyProcess.Kind kind)
      throws Exception {
    var through = start(kind).wire().base();
    for (int i = 0; i < 10; i++) {
      assertThat(guess(through, "127.0.0.2", "203.0.113." + i)).isEqualTo(404);
    }

    assertThat(guess(through, "127.0.0.2", "203.0.113.99")).isEqualTo(429);
    assertThat(guess(through, "127.0.0.3", "127.0.0.2")).isEqualTo(404);
    assertThat(guess(broker.wire().base(), "127.0.0.4", "127.0.0.2")).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void noLogHasWhatWasAskedForUnderJNotEvenWhenTheBrokerIsAway(ProxyProcess.Kind kind)
      throws Exception {
    var through = start(kind).wire();
    through.send("GET", "/j");
    through.send("GET", "/j%23" + SECRET);
    through.send("GET", "/openapi.json?" + SECRET).require(200);
    broker.close();
    assertThat(through.send("GET", "/j%23" + SECRET).status()).isEqualTo(502);
    assertThat(through.send("GET", "/j?" + SECRET).status()).isEqualTo(502);
    proxy.close();

    assertThat(proxy.logs()).contains("/openapi.json").doesNotContain(SECRET, "/j\"", "/j ", "/j%");
  }

  private TestBroker start(ProxyProcess.Kind kind) throws Exception {
    assumeTrue(
        kind.isInstalled(),
        () -> kind.program() + " is not installed: apt-get install " + kind.program());
    proxy = ProxyProcess.start(kind, folder, broker.wire().base().getPort());
    return broker.at(proxy.address());
  }

  /// The status of a join without any proof.
  ///
  /// @param from the address that the connection comes from
  /// @param claimed what the client says of it
  private static int guess(URI to, String from, String claimed)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().localAddress(InetAddress.getByName(from)).build()) {
      var request =
          HttpRequest.newBuilder(to.resolve("/v1/joins"))
              .header("Content-Type", "application/json")
              .header("X-Forwarded-For", claimed)
              .header("Forwarded", "for=" + claimed)
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"token\":\"x\",\"statement\":\"nothing\"}"))
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
