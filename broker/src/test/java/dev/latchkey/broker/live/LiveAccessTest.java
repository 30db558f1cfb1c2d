package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.FrameKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveAccessTest {
  private TestBroker broker;
  private HostDevice host;
  private GuestDevice editor;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
    editor = broker.guest();
    editor.join(host.invite(Role.EDITOR)).require(201);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aRemovedMemberReadsItsRemovalAndNothingAfterIt() {
    int size = host.follow().size();
    try (var client = LiveClient.follow(broker, editor, 0);
        var other = LiveClient.follow(broker, host, 0)) {
      host.remove(editor);
      host.append(0, "of the closed epoch");

      assertThat(client.expect(Heard.Statement.class).position()).isEqualTo(size);
      assertThat(client.expect(Heard.Bye.class).code()).isEqualTo(4403);
      other.expect(Heard.Statement.class);
    }
    try (var again = LiveClient.open(broker, editor)) {
      again.hello(0, Map.of(0, 0L));
      assertThat(again.bye().code()).isEqualTo(4403);
    }
  }

  @Test
  void aNewRoleCountsOnTheOpenConnection() {
    try (var client = LiveClient.follow(broker, editor, 0)) {
      host.changeRole(editor, Role.VIEWER);
      client.expect(Heard.Statement.class);

      client.say(Said.append(1, editor.seal(FrameKind.APPEND, 0, "a")));

      assertThat(client.expect(Heard.Refused.class).problem()).contains("\"role_forbidden\"");
      host.changeRole(editor, Role.AUDITOR);
      assertThat(client.bye().code()).isEqualTo(4403);
    }
  }

  @Test
  void whoeverWaitsToBeAdmittedHearsNothingUntilThen() {
    var waiting = broker.guest();
    waiting.join(host.inviteToKnock(Role.EDITOR, 1)).require(202);
    try (var client = LiveClient.open(broker, waiting)) {
      client.hello(0, Map.of(0, 0L));
      assertThat(client.next()).isInstanceOf(Heard.Bye.class);
    }

    host.state(host.admission(waiting)).require(201);

    try (var client = LiveClient.follow(broker, waiting, 0)) {
      host.append(0, "a").require(201);
      assertThat(client.expect(Heard.Frame.class).seq()).isEqualTo(1);
    }
  }

  @Test
  void aMemberThatMovedReadsItsMoveAndNothingAfterItOnTheOldDevice() {
    var fresh = broker.guest();
    try (var client = LiveClient.follow(broker, editor, 0)) {
      editor.moveTo(fresh);
      fresh.append(0, "after the move").require(201);

      client.expect(Heard.Statement.class);
      assertThat(client.expect(Heard.Bye.class).code()).isEqualTo(4403);
    }
  }

  @Test
  void anEndedSessionLetsEverybodyGo() {
    try (var client = LiveClient.follow(broker, editor, 0)) {
      host.end();

      assertThat(client.bye().code()).isEqualTo(4410);
    }
    try (var again = LiveClient.open(broker, editor)) {
      again.hello(0, Map.of());
      assertThat(again.bye().code()).isEqualTo(4410);
    }
  }

  @Test
  void aConnectionEndsWithItsToken() {
    try (var client = LiveClient.follow(broker, editor)) {
      live(client, Duration.ofMinutes(10).minusMillis(1));
      broker.clock().advance(Duration.ofMillis(1));

      assertThat(client.bye().code()).isEqualTo(4501);
    }
  }

  @Test
  void aNewTokenKeepsIt() {
    try (var client = LiveClient.follow(broker, editor)) {
      live(client, Duration.ofMinutes(9));
      editor.refresh().require(201);
      client.say(Said.token(editor.accessToken()));

      live(client, Duration.ofMinutes(9));

      broker.clock().advance(Duration.ofMinutes(1));
      assertThat(client.bye().code()).isEqualTo(4501);
    }
  }

  @Test
  void theTokenOfAnotherMemberKeepsNothing() {
    try (var client = LiveClient.follow(broker, editor)) {
      client.say(Said.token(host.accessToken()));

      assertThat(client.bye().code()).isEqualTo(4401);
    }
  }

  @Test
  void whoIsSilentForTooLongIsSentAway() {
    try (var client = LiveClient.follow(broker, editor)) {
      live(client, Duration.ofSeconds(44));
      client.settle();
      live(client, Duration.ofSeconds(44));
      broker.clock().advance(Duration.ofSeconds(1));

      assertThat(client.bye().code()).isEqualTo(4508);
    }
  }

  /// Lets time pass while the client pings as often as it must, except at the end.
  private void live(LiveClient client, Duration time) {
    var left = time;
    while (left.compareTo(Duration.ofSeconds(44)) > 0) {
      broker.clock().advance(Duration.ofSeconds(44));
      client.settle();
      left = left.minusSeconds(44);
    }
    broker.clock().advance(left);
  }
}
