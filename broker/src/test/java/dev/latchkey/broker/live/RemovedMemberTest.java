package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.Answer;
import dev.latchkey.broker.GuestDevice;
import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestChange;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Once a removal or a demotion is acknowledged, nothing of that member is taken, and nothing of
/// anybody reaches whoever may not read any more.
@Timeout(120)
class RemovedMemberTest {
  private static final int RECEIVE_BUFFER = 4_096;
  private static final int FRAMES = 40;

  private TestBroker broker;
  private HostDevice host;
  private GuestDevice editor;
  private GuestDevice other;

  @BeforeEach
  void start() {
    broker = TestBroker.inMemory(Map.of("LATCHKEY_LIVE_OUTBOX_BYTES", "16MiB"));
    host = broker.host();
    editor = member();
    other = member();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private GuestDevice member() {
    var guest = broker.guest();
    guest.join(host.invite(Role.EDITOR)).require(201);
    return guest;
  }

  @Test
  void whatWaitsForARemovedMemberIsForgottenButNotHowItWasRemoved() {
    try (var slow = LiveClient.open(broker, editor, RECEIVE_BUFFER)) {
      slow.hello(host.follow().size(), Map.of(0, 0L));
      slow.skipTo(Heard.Live.class);
      lag();

      host.remove(editor);

      assertForgotten(slow.hearUntil(Heard.Bye.class));
      assertThat(slow.expect(Heard.Closed.class).code()).isEqualTo(4403);
    }
  }

  @Test
  void soItIsOnAStreamOfEvents() {
    int size = host.follow().size();
    try (var slow = EventClient.open(broker, editor, "?heads=0:0&log=" + size, RECEIVE_BUFFER)) {
      slow.skipTo(Heard.Live.class);
      lag();

      host.changeRole(editor, Role.AUDITOR);

      assertForgotten(slow.hearUntil(Heard.Bye.class));
    }
  }

  private void lag() {
    for (int i = 0; i < FRAMES; i++) {
      host.append(0, "x".repeat(200_000)).require(201);
    }
    host.invite(Role.VIEWER);
  }

  private void assertForgotten(List<Heard> heard) {
    var frames = heard.stream().filter(Heard.Frame.class::isInstance).toList();
    var statements = heard.stream().filter(Heard.Statement.class::isInstance).toList();
    assertThat(frames).hasSizeLessThan(FRAMES);
    assertThat(heard.subList(0, frames.size())).isEqualTo(frames);
    assertThat(statements)
        .extracting(it -> ((Heard.Statement) it).position())
        .containsExactly(host.roster().size() - 2, host.roster().size() - 1);
    assertThat(heard).hasSize(frames.size() + 3);
    assertThat(((Heard.Bye) heard.getLast()).code()).isEqualTo(4403);
  }

  @RepeatedTest(5)
  void noFrameOfARemovedMemberIsTakenAfterTheRemovalAndNoneReachesIt() throws Exception {
    race(change -> change.removing(editor));

    assertThat(editor.get(editor.path("/channels/0")).code()).isEqualTo("not_found");
  }

  @Test
  void soItIsOnSqlite(@TempDir Path dataDir) throws Exception {
    broker.close();
    broker = TestBroker.onSqlite(dataDir);
    host = broker.host();
    editor = member();
    other = member();

    race(change -> change.removing(editor));

    assertThat(editor.get(editor.path("/channels/0")).code()).isEqualTo("not_found");
  }

  @RepeatedTest(5)
  void noFrameReachesWhoBecomesAnAuditor() throws Exception {
    race(change -> change.role(editor, Role.AUDITOR));

    assertThat(editor.get(editor.path("/channels/0")).code()).isEqualTo("role_forbidden");
  }

  /// Everybody writes and reads without a pause while the host takes the editor's right.
  private void race(Consumer<TestChange> what) throws Exception {
    var over = new AtomicBoolean();
    try (var client = LiveClient.follow(broker, editor, 0)) {
      var heard = run(() -> client.hearUntil(Heard.Bye.class));
      var writing = run(() -> until(over, () -> editor.append(0, "a")));
      var alsoWriting = run(() -> until(over, () -> other.append(0, "b")));
      var reader = new Reader();
      var reading = run(() -> until(over, reader::read));
      while (reader.last == 0) {
        Thread.onSpinWait();
      }

      long closing = accept(what);
      other.follow();
      for (int i = 0; i < 20; i++) {
        host.append(0, "of the new epoch").require(201);
      }
      over.set(true);

      for (var running : List.of(writing, alsoWriting, reading)) {
        running.get(30, TimeUnit.SECONDS);
      }
      assertThat(reader.last).isLessThanOrEqualTo(closing);
      assertThat(heard.get(30, TimeUnit.SECONDS))
          .filteredOn(Heard.Frame.class::isInstance)
          .allMatch(it -> ((Heard.Frame) it).seq() <= closing);
      assertThat(senders(closing)).isNotEmpty().doesNotContain(editor.id().value());
    }
  }

  /// Reads on from what it has, and holds no answer.
  private final class Reader {
    private volatile long last;

    Answer read() {
      var answer = editor.get(editor.path("/channels/0?after=" + last));
      if (answer.status() == 200) {
        answer.json().get("frames").forEach(it -> last = it.get("seq").asLong());
      }
      return answer;
    }
  }

  /// The head of channel 0 at which the change was taken.
  private long accept(Consumer<TestChange> what) {
    while (true) {
      var change = host.change();
      what.accept(change);
      var answer = host.state(change.body());
      if (answer.status() == 201) {
        host.follow();
        return change.closing().getFirst().head();
      }
      assertThat(answer.code()).isEqualTo("heads_moved");
    }
  }

  private static <T> CompletableFuture<T> run(Supplier<T> what) {
    return CompletableFuture.supplyAsync(what, task -> Thread.ofVirtual().start(task));
  }

  private static int until(AtomicBoolean over, Supplier<Answer> call) {
    int calls = 0;
    while (!over.get()) {
      int status = call.get().status();
      assertThat(status).isIn(200, 201, 403, 404, 409);
      calls++;
    }
    return calls;
  }

  private List<String> senders(long after) {
    var frames = host.get(host.path("/channels/0?after=" + after)).require(200).json();
    return StreamSupport.stream(frames.get("frames").spliterator(), false)
        .map(it -> Frame.parse(Base64Url.decode(it.get("frame").asText())).header())
        .map(it -> it.sender().value())
        .toList();
  }

  @Test
  void writesOfWhoMayOnlyLookFromNowOnAreRefused() throws Exception {
    try (var client = LiveClient.follow(broker, editor, 0)) {
      var late = host.change().role(editor, Role.VIEWER).body();
      other.append(0, "a").require(201);
      assertThat(host.state(late).code()).isEqualTo("heads_moved");
      client.expect(Heard.Frame.class);
      client.say(Said.append(1, editor.seal(FrameKind.APPEND, 0, "b")));
      broker.awaitHeldWrites(host.session(), 1);
      var byHttp = run(() -> editor.append(1, "c"));
      broker.awaitHeldWrites(host.session(), 2);

      host.changeRole(editor, Role.VIEWER);

      var heard = new ArrayList<Heard>(List.of(client.next(), client.next()));
      assertThat(heard).anyMatch(Heard.Statement.class::isInstance);
      assertThat(heard)
          .anyMatch(
              it ->
                  it instanceof Heard.Refused refused
                      && refused.problem().contains("\"role_forbidden\""));
      assertThat(byHttp.get(4, TimeUnit.SECONDS).code()).isEqualTo("role_forbidden");
      assertThat(host.heads()).hasSize(1);
    }
  }

  @Test
  void answersThatAreHeldForARemovedMemberEnd() throws Exception {
    var held = run(() -> editor.get(editor.path("/channels/0?wait=30")));
    broker.awaitReaders(host.session(), 1);

    host.remove(editor);

    assertThat(held.get(20, TimeUnit.SECONDS).code()).isEqualTo("not_found");
  }

  @Test
  void answersThatAreHeldForWhoBecomesAnAuditorEnd() throws Exception {
    var held = run(() -> editor.get(editor.path("/channels/0?wait=30")));
    broker.awaitReaders(host.session(), 1);

    host.changeRole(editor, Role.AUDITOR);

    assertThat(held.get(20, TimeUnit.SECONDS).code()).isEqualTo("role_forbidden");
  }

  @Test
  void whoMayStillLookGoesOnListening() {
    try (var client = LiveClient.follow(broker, editor, 0)) {
      host.changeRole(editor, Role.VIEWER);
      host.append(0, "a").require(201);

      client.expect(Heard.Statement.class);
      assertThat(client.expect(Heard.Frame.class).seq()).isEqualTo(1);
    }
  }

  @Test
  void tokensOfARemovedMemberAreDead() {
    try (var client = LiveClient.open(broker, editor)) {
      host.remove(editor);

      client.hello(0, Map.of(0, 0L));
      assertThat(client.bye().code()).isEqualTo(4403);
    }
    assertThat(editor.refresh().code()).isEqualTo("token_invalid");
    var ephemeral = Map.of("frame", TestDevice.text(editor.seal(FrameKind.EPHEMERAL, 0, "a")));
    for (var answer :
        List.of(
            editor.get(editor.path("/members")),
            editor.get(editor.path("/events")),
            editor.append(0, "a"),
            editor.call("POST", editor.path("/ephemeral"), ephemeral))) {
      assertThat(answer.code()).isEqualTo("not_found");
    }
  }

  @Test
  void aRemovedHostIsOneNoLonger() {
    var coHost = broker.guest();
    coHost.join(host.invite(Role.HOST)).require(201);
    var prepared = coHost.change().removing(other).body();

    host.remove(coHost);

    assertThat(coHost.state(prepared).code()).isEqualTo("not_found");
    assertThat(coHost.get(coHost.path("/invites")).code()).isEqualTo("not_found");
    assertThat(host.follow().member(other.id()).orElseThrow().active()).isTrue();
  }

  @Test
  void ofTwoHostsWhoRemoveEachOtherTheFirstStays() {
    var coHost = broker.guest();
    coHost.join(host.invite(Role.HOST)).require(201);
    var third = broker.guest();
    third.join(host.invite(Role.HOST)).require(201);
    var first = coHost.change().removing(third).body();
    var second = third.change().removing(coHost).body();

    coHost.call("DELETE", coHost.memberPath(third), first).require(200);

    assertThat(third.call("DELETE", third.memberPath(coHost), second).code())
        .isEqualTo("not_found");
    assertThat(host.follow().member(coHost.id()).orElseThrow().active()).isTrue();
  }
}
