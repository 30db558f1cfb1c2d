package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.crypto.roster.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How streams of events end: by the same rules and with the same codes as live connections.
@Timeout(60)
class EventStreamEndTest {
  private static final int RECEIVE_BUFFER = 4_096;
  private static final int FRAMES = 40;
  private static final Duration BETWEEN_COMMENTS = Duration.ofSeconds(15);

  private TestBroker broker;
  private HostDevice host;
  private GuestDevice editor;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory(Map.of("LATCHKEY_LIVE_OUTBOX_BYTES", "512KiB"));
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
    try (var stream = EventClient.follow(broker, editor, "?heads=0:0")) {
      host.remove(editor);
      host.append(0, "of the closed epoch");

      assertThat(stream.expect(Heard.Statement.class).position()).isEqualTo(size);
      assertThat(stream.bye().code()).isEqualTo(4403);
    }
    assertThat(editor.get(editor.path("/events")).code()).isEqualTo("not_found");
  }

  @Test
  void whoBecomesAnAuditorReadsNoMore() {
    try (var stream = EventClient.follow(broker, editor, "?heads=0:0")) {
      host.changeRole(editor, Role.AUDITOR);

      assertThat(stream.bye().code()).isEqualTo(4403);
    }
  }

  @Test
  void anEndedSessionLetsEverybodyGo() {
    try (var stream = EventClient.follow(broker, editor, "?heads=0:0")) {
      host.end();

      assertThat(stream.bye().code()).isEqualTo(4410);
    }
  }

  @Test
  void aStreamEndsWithItsToken() {
    try (var stream = EventClient.follow(broker, editor, "")) {
      broker.clock().advance(Duration.ofMinutes(10).minusMillis(1));
      assertThat(stream.nextEvent()).isEqualTo(EventClient.COMMENT);
      host.append(0, "not followed").require(201);
      assertThat(broker.connections()).isEqualTo(1);

      broker.clock().advance(Duration.ofMillis(1));

      assertThat(stream.bye().code()).isEqualTo(4501);
    }
  }

  @Test
  void aCommentShowsThatTheStreamLives() {
    try (var stream = EventClient.follow(broker, editor, "?heads=0:0")) {
      for (int i = 1; i <= 3; i++) {
        broker.clock().advance(BETWEEN_COMMENTS.minusMillis(1));
        host.append(0, "before").require(201);
        assertThat(stream.expect(Heard.Frame.class).seq()).isEqualTo(i);
        broker.clock().advance(Duration.ofMillis(1));

        assertThat(stream.nextEvent()).isEqualTo(EventClient.COMMENT);
      }
    }
  }

  @Test
  void aClientThatHasGoneIsNoticedWithinAMinute() {
    try (var other = EventClient.follow(broker, host, "")) {
      EventClient.follow(broker, editor, "").close();
      assertThat(broker.connections()).isEqualTo(2);

      for (int i = 0; i < 4; i++) {
        broker.clock().advance(BETWEEN_COMMENTS);
        other.nextEvent();
      }

      awaitConnections(1);
    }
  }

  @Test
  void whoReadsTooSlowlyIsEndedAndComesBackWithoutAGap() {
    try (var quick = EventClient.follow(broker, host, "?heads=0:0")) {
      long last;
      try (var slow = EventClient.open(broker, editor, "?heads=0:0", RECEIVE_BUFFER)) {
        slow.skipTo(Heard.Live.class);
        for (int i = 1; i <= FRAMES; i++) {
          host.append(0, "x".repeat(200_000)).require(201);
          assertThat(quick.skipTo(Heard.Frame.class).seq()).isEqualTo(i);
        }

        var heard = slow.hearUntil(Heard.Bye.class);

        assertThat(heard.removeLast()).isInstanceOfSatisfying(Heard.Bye.class, this::isTooSlow);
        assertThat(heard).allMatch(Heard.Frame.class::isInstance);
        last = heard.size();
      }
      assertThat(last).isLessThan(FRAMES);
      try (var again = EventClient.open(broker, editor, "?heads=0:" + last)) {
        again.skipTo(Heard.Statement.class);
        var missed =
            again.hearUntil(Heard.Live.class).stream()
                .filter(Heard.Frame.class::isInstance)
                .toList();
        assertThat(missed).hasSize((int) (FRAMES - last));
      }
    }
  }

  @Test
  void whoNeverReadsAgainIsCutOff() {
    try (var slow = EventClient.open(broker, host, "?heads=0:0", RECEIVE_BUFFER)) {
      slow.skipTo(Heard.Live.class);
      for (int i = 0; i < FRAMES; i++) {
        host.append(0, "x".repeat(200_000)).require(201);
      }
      assertThat(broker.connections()).isEqualTo(1);

      broker.clock().advance(Duration.ofSeconds(5));

      awaitConnections(0);
      assertThat(broker.rooms()).isZero();
    }
  }

  @Test
  void aStreamIsOneOfTheSixteenConnectionsOfAMember() {
    var sockets = new ArrayList<LiveClient>();
    for (int i = 0; i < 15; i++) {
      sockets.add(LiveClient.follow(broker, host));
    }
    try (var sixteenth = EventClient.follow(broker, host, "");
        var seventeenth = EventClient.open(broker, host, "");
        var socket = LiveClient.open(broker, host);
        var ofAnother = EventClient.follow(broker, editor, "")) {
      var refused = new Heard.Bye(4529, 10_000, CloseCode.RATE_LIMITED.sentence());
      assertThat(seventeenth.bye()).isEqualTo(refused);
      socket.hello(0, Map.of());
      assertThat(socket.bye()).isEqualTo(refused);

      host.append(0, "not followed").require(201);
      assertThat(ofAnother.head().getFirst()).endsWith("200 OK");
      assertThat(sixteenth.head().getFirst()).endsWith("200 OK");
    }
    sockets.forEach(LiveClient::close);
  }

  @Test
  void aStoppingBrokerSaysWhenToComeBack() {
    try (var stream = EventClient.follow(broker, editor, "")) {
      broker.drainLive();

      var bye = stream.bye();

      assertThat(bye.code()).isEqualTo(4503);
      assertThat(bye.retryAfterMs()).isBetween(500, 5_000);
    }
  }

  private void isTooSlow(Heard.Bye bye) {
    assertThat(bye.code()).isEqualTo(4508);
  }

  private void awaitConnections(int count) {
    while (broker.connections() > count) {
      Thread.onSpinWait();
    }
  }
}
