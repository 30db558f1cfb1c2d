package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.relay.Condition;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.FrameKind;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveTest {
  private TestBroker broker;
  private HostDevice host;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory();
    host = broker.host();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aNewConnectionLearnsWhatThereIsInItsOrder() {
    var editor = member(Role.EDITOR);
    host.append(0, "a").require(201);
    host.append(0, "b").require(201);
    host.append(7, "c").require(201);
    try (var client = LiveClient.open(broker, editor)) {
      client.hello(0, Map.of(0, 0L));

      var welcome = client.expect(Heard.Welcome.class);

      assertThat(welcome.maxBytes()).isEqualTo(262_166);
      assertThat(welcome.silence()).isEqualTo(45);
      assertThat(welcome.size()).isEqualTo(4);
      assertThat(welcome.heads()).containsExactly(new Message.Head(0, 2, 0));
      for (int position = 0; position < 4; position++) {
        assertThat(client.expect(Heard.Statement.class).position()).isEqualTo(position);
      }
      assertThat(client.expect(Heard.Frame.class).seq()).isEqualTo(1);
      assertThat(client.expect(Heard.Frame.class).seq()).isEqualTo(2);
      client.expect(Heard.Live.class);
    }
  }

  @Test
  void whoKnowsSomethingGetsOnlyTheRest() {
    for (var payload : new String[] {"a", "b", "c"}) {
      host.append(0, payload).require(201);
    }
    try (var client = LiveClient.open(broker, host)) {
      client.hello(1, Map.of(0, 2L));

      client.expect(Heard.Welcome.class);

      assertThat(client.expect(Heard.Statement.class).position()).isEqualTo(1);
      assertThat(client.expect(Heard.Frame.class).seq()).isEqualTo(3);
      client.expect(Heard.Live.class);
    }
  }

  @Test
  void aWriterReadsAckedWhereOthersReadTheFrame() {
    var editor = member(Role.EDITOR);
    try (var one = LiveClient.follow(broker, host, 0);
        var other = LiveClient.follow(broker, editor, 0)) {
      var frame = one.append(7, 0, "a");

      assertThat(one.expect(Heard.Acked.class)).isEqualTo(new Heard.Acked(7, 1));
      assertThat(other.expect(Heard.Frame.class))
          .isEqualTo(new Heard.Frame(0, 1, Bytes.of(frame.encode())));

      other.append(-1, 0, "b");

      assertThat(other.expect(Heard.Acked.class)).isEqualTo(new Heard.Acked(-1, 2));
      assertThat(one.expect(Heard.Frame.class).seq()).isEqualTo(2);
    }
  }

  @Test
  void whatIsWrittenOneWayIsReadTheOther() {
    try (var client = LiveClient.follow(broker, host, 0)) {
      host.append(0, "by HTTP").require(201);
      assertThat(client.expect(Heard.Frame.class).seq()).isEqualTo(1);

      client.append(1, 0, "live");
      client.expect(Heard.Acked.class);

      var frames = host.get(host.path("/channels/0")).require(200).json().get("frames");
      assertThat(frames).hasSize(2);
    }
  }

  @Test
  void aSecondConnectionOfTheSameDeviceReadsTheFrame() {
    try (var one = LiveClient.follow(broker, host, 0);
        var other = LiveClient.follow(broker, host, 0)) {
      one.append(1, 0, "a");

      one.expect(Heard.Acked.class);
      assertThat(other.expect(Heard.Frame.class).seq()).isEqualTo(1);
    }
  }

  @Test
  void theSameFrameAgainIsAckedAgainAndGoesToNobody() {
    try (var one = LiveClient.follow(broker, host, 0);
        var other = LiveClient.follow(broker, host, 0)) {
      var frame = host.seal(FrameKind.APPEND, 0, "a");
      one.say(Said.append(1, frame));
      one.say(Said.append(2, frame));
      assertThat(one.expect(Heard.Acked.class).seq()).isEqualTo(1);
      assertThat(one.expect(Heard.Acked.class).seq()).isEqualTo(1);
      one.say(Said.append(3, frame));
      assertThat(one.expect(Heard.Acked.class)).isEqualTo(new Heard.Acked(3, 1));
      one.append(4, 0, "b");

      assertThat(other.expect(Heard.Frame.class).seq()).isEqualTo(1);
      assertThat(other.expect(Heard.Frame.class).seq()).isEqualTo(2);
    }
  }

  @Test
  void whoWritesWithoutFollowingIsAnswered() {
    try (var client = LiveClient.follow(broker, host)) {
      client.append(1, 3, "a");

      assertThat(client.expect(Heard.Acked.class)).isEqualTo(new Heard.Acked(1, 1));
    }
  }

  @Test
  void aChannelCanBeFollowedLater() {
    host.append(3, "a").require(201);
    try (var client = LiveClient.follow(broker, host)) {
      client.say(Said.follow(3, 0));
      assertThat(client.expect(Heard.Frame.class).seq()).isEqualTo(1);

      host.append(3, "b").require(201);

      assertThat(client.expect(Heard.Frame.class).seq()).isEqualTo(2);
    }
  }

  @Test
  void aConditionThatDoesNotHoldIsRefusedWithTheHead() {
    try (var client = LiveClient.follow(broker, host, 0)) {
      client.append(1, 0, "a");
      client.expect(Heard.Acked.class);
      byte[] frame = host.seal(FrameKind.APPEND, 0, "b").encode();
      client.say(Said.append(2, new Condition.AtHead(5), frame));

      var refused = client.expect(Heard.Refused.class);

      assertThat(refused.ref()).isEqualTo(2);
      assertThat(refused.problem()).contains("\"head_moved\"").contains("\"head\":1");
      client.say(Said.append(3, new Condition.AtHead(1), frame));
      assertThat(client.expect(Heard.Acked.class)).isEqualTo(new Heard.Acked(3, 2));
    }
  }

  @Test
  void aReplaceStandsInThePlaceOfWhatItCovers() {
    host.append(0, "a").require(201);
    host.append(0, "b").require(201);
    try (var client = LiveClient.follow(broker, host, 0)) {
      byte[] frame = host.seal(0, 2, "ab").encode();
      client.say(Said.replace(1, 2, new Condition.Any(), frame));
      assertThat(client.expect(Heard.Acked.class).seq()).isEqualTo(3);
    }
    try (var late = LiveClient.open(broker, host)) {
      late.hello(2, Map.of(0, 0L));

      var welcome = late.expect(Heard.Welcome.class);

      assertThat(welcome.heads()).containsExactly(new Message.Head(0, 3, 3));
      assertThat(late.expect(Heard.Frame.class).seq()).isEqualTo(3);
    }
  }

  @Test
  void whoMayOnlyLookCannotWrite() {
    var viewer = member(Role.VIEWER);
    viewer.keyOf(host);
    try (var client = LiveClient.follow(broker, viewer, 0)) {
      client.append(1, 0, "a");

      assertThat(client.expect(Heard.Refused.class).problem()).contains("\"role_forbidden\"");
      assertThat(client.socket().answer()).isNotEmpty();
    }
  }

  @Test
  void aFrameOfAnotherSenderIsRefused() {
    var editor = member(Role.EDITOR);
    try (var client = LiveClient.follow(broker, editor, 0)) {
      client.say(Said.append(1, host.seal(FrameKind.APPEND, 0, "as the host")));
      assertThat(client.expect(Heard.Refused.class).problem()).contains("\"bad_request\"");

      client.say(Said.append(2, new Condition.Any(), new byte[] {1}));
      assertThat(client.expect(Heard.Refused.class).problem()).contains("\"bad_request\"");
    }
  }

  @Test
  void presenceGoesToAllOthersAndIsNeverStored() {
    var viewer = member(Role.VIEWER);
    viewer.keyOf(host);
    try (var one = LiveClient.follow(broker, viewer, 0);
        var other = LiveClient.follow(broker, host, 0)) {
      byte[] frame = viewer.seal(FrameKind.EPHEMERAL, 0, "here").encode();
      one.say(Said.ephemeral(frame));

      assertThat(other.expect(Heard.Ephemeral.class).frame()).isEqualTo(Bytes.of(frame));
      one.say(Said.ping(5));
      assertThat(one.expect(Heard.Pong.class).echo()).isEqualTo(5);
      assertThat(host.get(host.path("/channels/0")).json().get("head").asLong()).isZero();
    }
  }

  @Test
  void presenceInAnothersNameOrAsAnotherKindGoesNowhere() {
    var editor = member(Role.EDITOR);
    try (var one = LiveClient.follow(broker, editor, 0);
        var other = LiveClient.follow(broker, host, 0)) {
      one.say(Said.ephemeral(host.seal(FrameKind.EPHEMERAL, 0, "as the host").encode()));
      one.say(Said.ephemeral(editor.seal(FrameKind.APPEND, 0, "durable").encode()));
      byte[] honest = editor.seal(FrameKind.EPHEMERAL, 0, "here").encode();
      one.say(Said.ephemeral(honest));

      assertThat(other.expect(Heard.Ephemeral.class).frame()).isEqualTo(Bytes.of(honest));
    }
  }

  @Test
  void aMemberHasLeftWithItsLastConnection() {
    var editor = member(Role.EDITOR);
    try (var stays = LiveClient.follow(broker, host, 0)) {
      var one = LiveClient.follow(broker, editor, 0);
      var two = LiveClient.follow(broker, editor, 0);

      one.close();
      two.close();

      assertThat(stays.expect(Heard.Left.class).member()).isEqualTo(editor.id().value());
      stays.settle();
    }
  }

  @Test
  void whoJoinsAndWhatTheyAreCalledIsHeardAtOnce() {
    try (var client = LiveClient.follow(broker, host, 0)) {
      var editor = member(Role.EDITOR);
      assertThat(client.expect(Heard.Statement.class).position()).isEqualTo(2);
      assertThat(client.expect(Heard.Statement.class).position()).isEqualTo(3);
      var name = editor.seal(FrameKind.NAME, 0, "Ben");
      editor
          .call(
              "PUT",
              editor.path("/members/" + editor.id().value() + "/name"),
              Map.of("frame", GuestDevice.text(name)))
          .require(200);

      assertThat(client.expect(Heard.Name.class))
          .isEqualTo(new Heard.Name(1, Bytes.of(name.encode())));
    }
  }

  @Test
  void aRoomIsClosedBehindTheLast() {
    var one = LiveClient.follow(broker, host, 0);
    var two = LiveClient.follow(broker, host, 0);
    assertThat(broker.rooms()).isEqualTo(1);

    one.close();
    two.close();

    awaitNobody();
    assertThat(broker.rooms()).isZero();
  }

  private void awaitNobody() {
    while (broker.connections() > 0) {
      Thread.onSpinWait();
    }
  }

  private GuestDevice member(Role role) {
    var guest = broker.guest();
    guest.join(host.invite(role)).require(201);
    return guest;
  }
}
