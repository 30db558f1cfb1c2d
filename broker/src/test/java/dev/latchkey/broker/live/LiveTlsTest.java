package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestCertificate;
import dev.latchkey.crypto.roster.Role;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LiveTlsTest {
  @TempDir Path folder;

  @Test
  void whatOneWritesOnATlsWebSocketTheOtherReads() {
    var certificate = TestCertificate.in(folder);
    try (var broker = TestBroker.overTls(certificate, Map.of())) {
      var host = broker.host();
      var guest = broker.guest();
      guest.join(host.invite(Role.EDITOR)).require(201);
      try (var listening = LiveClient.follow(broker, host, 3);
          var writing = LiveClient.follow(broker, guest, 3)) {
        var frame = writing.append(1, 3, "a".repeat(100_000));

        assertThat(writing.expect(Heard.Acked.class).seq()).isEqualTo(1);
        assertThat(listening.skipTo(Heard.Frame.class).frame().toByteArray())
            .isEqualTo(frame.encode());
      }
    }
  }
}
