package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.store.Race;
import dev.latchkey.broker.store.postgres.PostgresServer;
import dev.latchkey.crypto.roster.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two brokers on one PostgreSQL database: it does not matter which one somebody calls.
@Timeout(120)
class TwoBrokersTest {
  @TempDir private Path keys;
  private TestBroker one;
  private TestBroker other;
  private HostDevice host;

  @BeforeEach
  void start() {
    var url = PostgresServer.common().newDatabase();
    one = TestBroker.onPostgres(url, keys);
    other = TestBroker.onPostgres(url, keys);
    host = one.host();
  }

  @AfterEach
  void stop() {
    for (var broker : new TestBroker[] {one, other}) {
      if (broker != null) {
        broker.close();
      }
    }
  }

  @Test
  void whoJoinsThroughOneWritesWhatTheOtherOneReads() {
    var invite = host.invite(Role.EDITOR);
    var guest = other.guest();

    guest.join(invite).require(201);
    guest.append(0, "from the other broker").require(201);

    assertThat(host.follow().members()).hasSize(2);
    var read = host.get(host.path("/channels/0?after=0")).require(200).json();
    assertThat(read.get("frames")).hasSize(1);
    host.append(0, "from the first").require(201);
    assertThat(guest.get(guest.path("/channels/0?after=1")).json().get("frames")).hasSize(1);
  }

  @Test
  void anInviteForOneIsUsedOnceAlsoWhenAllComeAtOnceThroughBoth() {
    for (int round = 0; round < 5; round++) {
      var invite = host.invite(Role.EDITOR);

      var statuses =
          Race.of(6, runner -> (runner % 2 == 0 ? one : other).guest().join(invite).status());

      assertThat(statuses).containsOnlyOnce(201);
    }
    assertThat(host.follow().members()).hasSize(1 + 5);
  }

  @Test
  void whoIsRemovedThroughOneIsRefusedByTheOther() {
    var guest = other.guest();
    guest.join(host.invite(Role.EDITOR)).require(201);
    guest.append(0, "before").require(201);

    host.remove(guest);

    assertThat(guest.append(0, "after").code()).isEqualTo("not_found");
  }

  @Test
  void theLogGoesOnWhenABrokerIsGone() {
    publish();
    var before = checkpoint(other);
    assertThat(checkpoint(one)).isEqualTo(before);

    host.invite(Role.EDITOR);
    publish();
    var between = checkpoint(one);
    assertThat(between).isNotEqualTo(before);
    assertThat(checkpoint(other)).isEqualTo(between);

    host.invite(Role.EDITOR);
    one.close();
    one = null;
    other.publishing().round();

    assertThat(checkpoint(other)).isNotEqualTo(between);
  }

  /// Whichever of them leads.
  private void publish() {
    one.publishing().round();
    other.publishing().round();
    one.publishing().round();
  }

  private static String checkpoint(TestBroker broker) {
    return new String(broker.wire().send("GET", "/log/checkpoint").require(200).body(), UTF_8);
  }
}
