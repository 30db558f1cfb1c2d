package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.FrameKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EventStreamTest {
  private static final String PAGE = "https://app.example";
  private static final int EACH = 40;

  private TestBroker broker;
  private HostDevice host;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory(Map.of("LATCHKEY_ALLOWED_ORIGINS", PAGE));
    host = broker.host();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aStreamIsAnAnswerThatNobodyKeepsAndPagesOfOthersCannotRead() {
    try (var stream = EventClient.open(broker, host, "", "Origin: " + PAGE);
        var foreign = EventClient.open(broker, host, "", "Origin: https://evil.example")) {
      assertThat(stream.head().getFirst()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(stream.head())
          .contains(
              "Content-Type: text/event-stream; charset=utf-8",
              "Cache-Control: no-store",
              "X-Accel-Buffering: no",
              "X-Content-Type-Options: nosniff",
              "Access-Control-Allow-Origin: " + PAGE);
      assertThat(foreign.head()).noneMatch(line -> line.startsWith("Access-Control-Allow"));
    }
  }

  @Test
  void aNewStreamLearnsWhatItDoesNotKnowInItsOrder() {
    for (var payload : List.of("a", "b", "c")) {
      host.append(0, payload).require(201);
    }
    host.append(7, "d").require(201);
    try (var stream = EventClient.open(broker, host, "?log=1&names=0&heads=7:0,0:1")) {
      var welcome = stream.expect(Heard.Welcome.class);

      assertThat(welcome.size()).isEqualTo(2);
      assertThat(welcome.heads())
          .containsExactly(new Message.Head(7, 1, 0), new Message.Head(0, 3, 0));
      assertThat(stream.expect(Heard.Statement.class).position()).isEqualTo(1);
      assertThat(places(stream.hearUntil(Heard.Live.class))).containsExactly("7:1", "0:2", "0:3");
    }
  }

  @Test
  void aStreamHearsExactlyWhatAWebSocketBesideItHears() throws Exception {
    var editors = List.of(member(Role.EDITOR), member(Role.EDITOR), member(Role.EDITOR));
    try (var stream = EventClient.follow(broker, host, "?heads=0:0,1:0,255:0");
        var socket = LiveClient.follow(broker, host, 0, 1, 255);
        var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Future<?>>();
      for (int i = 0; i < editors.size(); i++) {
        var editor = editors.get(i);
        int channel = i % 2;
        writers.add(pool.submit(() -> write(editor, channel)));
      }
      for (int i = 0; i < 5; i++) {
        member(Role.VIEWER);
      }
      for (var writer : writers) {
        writer.get();
      }
      host.append(255, "the last").require(201);

      var heard = upToChannel(stream, 255);

      assertThat(heard).isEqualTo(upToChannel(socket, 255));
      assertThat(heard).hasSize(editors.size() * EACH + 5 * 2 + 1);
    }
  }

  @Test
  void everyStatementComesBeforeTheFramesThatItJudges() {
    try (var stream = EventClient.follow(broker, host, "?heads=0:0")) {
      var editor = member(Role.EDITOR);
      editor.append(0, "of somebody new").require(201);

      assertThat(stream.expect(Heard.Statement.class).position()).isEqualTo(2);
      assertThat(stream.expect(Heard.Statement.class).position()).isEqualTo(3);
      assertThat(stream.expect(Heard.Frame.class).seq()).isEqualTo(1);
    }
  }

  @Test
  void whatTheFollowerItselfWritesComesBackAsAFrame() {
    try (var stream = EventClient.follow(broker, host, "?heads=0:0")) {
      var frame = host.seal(FrameKind.APPEND, 0, "mine");
      host.append(0, frame).require(201);

      assertThat(stream.next()).isEqualTo(new Heard.Frame(0, 1, Bytes.of(frame.encode())));
    }
  }

  @Test
  void presenceReachesBothCarriersFromBoth() {
    var viewer = member(Role.VIEWER);
    viewer.keyOf(host);
    try (var stream = EventClient.follow(broker, host, "");
        var socket = LiveClient.follow(broker, viewer)) {
      var byHttp = viewer.seal(FrameKind.EPHEMERAL, 0, "by HTTP");
      assertThat(present(viewer, TestDevice.text(byHttp))).isEqualTo(204);
      var heard = new Heard.Ephemeral(Bytes.of(byHttp.encode()));
      assertThat(stream.next()).isEqualTo(heard);
      assertThat(socket.next()).isEqualTo(heard);

      byte[] live = viewer.seal(FrameKind.EPHEMERAL, 0, "live").encode();
      socket.say(Said.ephemeral(live));

      assertThat(stream.next()).isEqualTo(new Heard.Ephemeral(Bytes.of(live)));
      assertThat(host.get(host.path("/channels/0")).json().get("head").asLong()).isZero();
    }
  }

  @Test
  void presenceInAnothersNameOrAsAnotherKindIsRefused() {
    var editor = member(Role.EDITOR);
    var auditor = member(Role.AUDITOR);
    auditor.keyOf(host);
    try (var stream = EventClient.follow(broker, host, "")) {
      var ofHost = TestDevice.text(host.seal(FrameKind.EPHEMERAL, 0, "as the host"));
      assertThat(present(editor, ofHost)).isEqualTo(400);
      assertThat(present(editor, TestDevice.text(editor.seal(FrameKind.APPEND, 0, "durable"))))
          .isEqualTo(400);
      assertThat(present(editor, "AAAA")).isEqualTo(400);
      assertThat(present(auditor, TestDevice.text(auditor.seal(FrameKind.EPHEMERAL, 0, "x"))))
          .isEqualTo(403);

      host.append(0, "not followed").require(201);
      assertThat(present(host, ofHost)).isEqualTo(204);
      assertThat(stream.next()).isInstanceOf(Heard.Ephemeral.class);
    }
  }

  @Test
  void presenceIsLimitedPerMember() {
    var editor = member(Role.EDITOR);
    var key = editor.session().value() + editor.id().value();
    broker.services().limits().charge(Limit.LIVE_MESSAGES, key, Limit.LIVE_MESSAGES.burst());
    var frame = TestDevice.text(editor.seal(FrameKind.EPHEMERAL, 0, "here"));

    assertThat(present(editor, frame)).isEqualTo(429);

    assertThat(present(host, TestDevice.text(host.seal(FrameKind.EPHEMERAL, 0, "here"))))
        .isEqualTo(204);
  }

  @Test
  void aMemberHasLeftWithItsLastStream() {
    var editor = member(Role.EDITOR);
    try (var stays = EventClient.follow(broker, host, "")) {
      var stream = EventClient.follow(broker, editor, "");
      host.remove(editor);
      stream.bye();

      assertThat(stays.skipTo(Heard.Left.class).member()).isEqualTo(editor.id().value());
    }
  }

  @Test
  void onlyMembersWhoMayReadGetAStream() {
    assertThat(member(Role.AUDITOR).get(host.path("/events")).code()).isEqualTo("role_forbidden");
    assertThat(broker.wire().send("GET", host.path("/events")).status()).isEqualTo(401);
    var stranger = broker.host();
    assertThat(stranger.get(host.path("/events")).code()).isEqualTo("not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?heads=256:0", "?heads=0:0,0:1", "?log=x", "?after=1", "?log=1&log=1"})
  void aQueryInAnotherFormIsAnError(String query) {
    assertThat(host.get(host.path("/events") + query).code()).isEqualTo("bad_request");
  }

  @Test
  void aHeadRequestTakesNoSeat() {
    host.get(host.path("/members")).require(200);

    var answer = host.call("HEAD", host.path("/events"), Map.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream; charset=utf-8");
    assertThat(answer.body()).isEmpty();
    assertThat(broker.connections()).isZero();
  }

  private static void write(GuestDevice editor, int channel) {
    for (int i = 0; i < EACH; i++) {
      editor.append(channel, "frame " + i).require(201);
    }
  }

  private static List<Heard> upToChannel(Listener listener, int channel) {
    var heard = new ArrayList<Heard>();
    do {
      heard.add(listener.next());
    } while (!(heard.getLast() instanceof Heard.Frame frame && frame.channel() == channel));
    return heard;
  }

  private static List<String> places(List<Heard> all) {
    return all.stream()
        .filter(Heard.Frame.class::isInstance)
        .map(Heard.Frame.class::cast)
        .map(frame -> frame.channel() + ":" + frame.seq())
        .toList();
  }

  private static int present(TestDevice device, String frame) {
    return device.call("POST", device.path("/ephemeral"), Map.of("frame", frame)).status();
  }

  private GuestDevice member(Role role) {
    var guest = broker.guest();
    guest.join(host.invite(role)).require(201);
    return guest;
  }
}
