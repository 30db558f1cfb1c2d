package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestBroker;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LiveDrainTest {
  private static final int WRITES = 200;

  @TempDir Path dataDir;

  @Test
  void aStoppingBrokerHasAckedExactlyWhatItStored() throws Exception {
    var broker = TestBroker.onSqlite(dataDir);
    var host = broker.host();
    long acked;
    try (var client = LiveClient.follow(broker, host, 0)) {
      for (int ref = 1; ref <= WRITES; ref++) {
        client.append(ref, 0, "a");
      }
      client.expect(Heard.Acked.class);
      var stopping = Thread.startVirtualThread(broker::close);

      var heard = client.hearUntil(Heard.Bye.class);
      client.expect(Heard.Closed.class);
      stopping.join();

      assertThat(heard.removeLast())
          .isInstanceOfSatisfying(
              Heard.Bye.class,
              bye -> {
                assertThat(bye.code()).isEqualTo(4503);
                assertThat(bye.retryAfterMs()).isBetween(500, 5_000);
              });
      assertThat(heard).allMatch(Heard.Acked.class::isInstance);
      acked = 1 + heard.size();
    }
    try (var again = TestBroker.onSqlite(dataDir);
        var reader = LiveClient.open(again, host.at(again))) {
      reader.hello(2, Map.of(0, 0L));
      assertThat(reader.expect(Heard.Welcome.class).heads().getFirst().head()).isEqualTo(acked);
    }
  }

  @Test
  void whoComesWhileTheBrokerStopsIsSentAwayTheSameWay() {
    try (var broker = TestBroker.inMemory()) {
      var host = broker.host();
      broker.drainLive();

      try (var client = LiveClient.open(broker, host)) {
        assertThat(client.bye().code()).isEqualTo(4503);
      }
    }
  }
}
