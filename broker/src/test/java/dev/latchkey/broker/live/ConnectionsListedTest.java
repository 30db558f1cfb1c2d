package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.cli.Invocation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionsListedTest {
  @Test
  void whoIsConnectedIsListedByIdsAndSeconds() {
    try (var broker = TestBroker.inMemory()) {
      var environment = Map.of("LATCHKEY_MANAGEMENT_LISTEN", broker.management().getAuthority());
      var host = broker.host();
      try (var _ = LiveClient.follow(broker, host, 3);
          var _ = LiveClient.open(broker, host)) {
        broker.clock().advance(Duration.ofSeconds(3));

        var listed = Invocation.of(environment, "connections", "--json").require(0).jsonLines();

        assertThat(listed).hasSize(1);
        assertThat(listed.getFirst().get("session").textValue()).isEqualTo(host.session().value());
        assertThat(listed.getFirst().get("member").textValue()).isEqualTo(host.id().value());
        assertThat(listed.getFirst().get("transport").textValue()).isEqualTo("websocket");
        assertThat(listed.getFirst().get("openSeconds").intValue()).isEqualTo(3);
        assertThat(Invocation.of(environment, "connections").out())
            .contains("SESSION", host.session().value());
      }
    }
  }
}
