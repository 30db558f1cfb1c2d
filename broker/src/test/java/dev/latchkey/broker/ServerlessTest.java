package dev.latchkey.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.roster.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Scale to zero: for every burst of requests there is a process that has just begun and ends with
/// it, as a function behind a gateway does. Nothing but the store connects them.
@Timeout(180)
class ServerlessTest {
  @TempDir Path folder;

  @Test
  void everyBurstOfRequestsMayBeServedByAFreshProcess() throws IOException {
    int port = FreePort.any();
    HostDevice host;
    GuestDevice guest;
    try (var first = new Burst(port)) {
      host = first.broker.host();
      guest = first.broker.guest();
    }
    var invites = new ArrayList<TestInvite>();
    burst(port, broker -> invites.add(host.at(broker).invite(Role.EDITOR)));
    burst(port, broker -> guest.at(broker).join(invites.getFirst()).require(201));
    burst(port, broker -> guest.at(broker).append(0, "by the guest").require(201));
    burst(
        port,
        broker -> {
          host.at(broker).append(0, "by the host", "If-Match", "\"1\"").require(201);
          host.append(0, "too late", "If-Match", "\"1\"").require(412);
        });
    burst(port, broker -> guest.at(broker).refresh().require(201));
    burst(
        port,
        broker -> {
          var page = guest.at(broker).get(guest.path("/channels/0?wait=1")).require(200).json();
          assertThat(page.get("frames")).hasSize(2);
          host.at(broker).get(host.path("/ledger/checkpoint")).require(200);
        });
  }

  /// A process on the same store, at the same address.
  private final class Burst implements AutoCloseable {
    private final BrokerProcess process;
    private final TestBroker broker;

    Burst(int port) throws IOException {
      var settings = Map.of("LATCHKEY_LISTEN", "127.0.0.1:" + port, "LATCHKEY_HTTP_DRAIN", "1s");
      this.process = BrokerProcess.start(folder, settings);
      this.broker = TestBroker.of(process);
    }

    @Override
    public void close() {
      process.close();
    }
  }

  private void burst(int port, Consumer<TestBroker> requests) throws IOException {
    try (var burst = new Burst(port)) {
      requests.accept(burst.broker);
    }
  }
}
