package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.HostDevice;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestDevice;
import dev.latchkey.broker.ledger.LedgerMetrics;
import dev.latchkey.broker.metric.Metrics;
import dev.latchkey.broker.relay.Commit;
import dev.latchkey.broker.relay.Known;
import dev.latchkey.broker.session.Lifetime;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.broker.session.Rosters;
import dev.latchkey.broker.store.memory.MemoryStore;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameKind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A room that is told of commits late, early, twice or never.
@Timeout(60)
class RoomTest {
  private static final int CHANNEL = 0;
  private static final int OUTBOX_BYTES = 16 * 1_024 * 1_024;

  private final MemoryStore store = new MemoryStore();
  private final TestBroker broker = TestBroker.on(store, store, store, store.log(), () -> true);
  private final HostDevice host = broker.host();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final Outbox outbox = new Outbox(this::hear, OUTBOX_BYTES, () -> 0, _ -> {});
  private final Room room = room();

  @BeforeEach
  void follow() {
    var seat = seat();
    room.enter(seat);
    room.hearLog(seat, 2);
    assertThat(room.hearChannel(seat, CHANNEL, 0)).isTrue();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aGapThatNobodyFillsIsFilledFromTheStoreInOrderEachOnce() {
    append(5);
    room.written(commits(3, 5));
    assertThat(frames()).isEmpty();

    room.tick();

    assertThat(frames()).containsExactly(1L, 2L, 3L, 4L, 5L);
    room.written(commits(1, 2, 3, 4, 5));
    room.tick();
    append(1);
    room.written(commits(6));
    assertThat(frames()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void tooManyEarlyOnesAreNotKeptButReadFromTheStore() {
    append(258);

    room.written(commits(LongStream.rangeClosed(2, 257).toArray()));
    assertThat(frames()).isEmpty();
    room.written(commits(258));

    assertThat(frames()).containsExactlyElementsOf(LongStream.rangeClosed(1, 258).boxed().toList());
  }

  @Test
  void whatAReplaceCoversIsLeftOut() {
    append(3);
    host.replace(CHANNEL, 3, "all of it").require(200);
    append(1);
    room.written(commits(5));

    room.tick();

    assertThat(frames()).containsExactly(4L, 5L);
  }

  @Test
  void statementsThatNobodyToldOfComeBeforeTheFramesFromTheStore() {
    var editor = broker.guest();
    editor.join(host.invite(Role.EDITOR)).require(201);
    append(1);
    editor.append(CHANNEL, "of somebody new").require(201);
    room.written(commits(2));

    room.tick();

    outbox.awaitEmpty();
    assertThat(heard).hasSize(4);
    assertThat(heard.subList(0, 2)).allMatch(Heard.Statement.class::isInstance);
    assertThat(frames()).containsExactly(1L, 2L);
  }

  @Test
  void whoIsRemovedHearsNoStatementAfterThatOne() {
    var editor = broker.guest();
    editor.join(host.invite(Role.EDITOR)).require(201);
    var listening = new Listening(editor, Role.EDITOR);
    room.enter(listening.seat);
    room.hearLog(listening.seat, 4);
    host.remove(editor);
    host.invite(Role.VIEWER);

    room.changed();

    assertThat(listening.heard())
        .extracting(it -> ((Heard.Statement) it).position())
        .containsExactly(4);
    assertThat(listening.ends).containsExactly(CloseCode.FORBIDDEN);
    outbox.awaitEmpty();
    assertThat(heard).hasSize(4).allMatch(Heard.Statement.class::isInstance);
  }

  @Test
  void whoWasRemovedBeforeItEnteredHearsNothing() {
    var editor = broker.guest();
    editor.join(host.invite(Role.EDITOR)).require(201);
    host.append(CHANNEL, "a").require(201);
    host.remove(editor);
    var listening = new Listening(editor, Role.EDITOR);
    room.enter(listening.seat);
    var known = new Known(0, 0, new LinkedHashMap<>(Map.of(CHANNEL, 0L)));

    assertThatThrownBy(() -> new CatchUp(room, listening.seat).begin(known))
        .isInstanceOf(ClosingException.class);

    assertThat(listening.heard()).isEmpty();
    assertThat(listening.ends).containsExactly(CloseCode.FORBIDDEN);
  }

  @Test
  void anEphemeralFrameOfWhoIsRemovedGoesToNobodyWhateverItsEpoch() {
    var editor = broker.guest();
    editor.join(host.invite(Role.EDITOR)).require(201);
    room.changed();
    var before = editor.seal(FrameKind.EPHEMERAL, 0, "a");
    relay(before);
    host.remove(editor);
    room.changed();
    editor.keyOf(host);

    relay(before);
    relay(editor.seal(FrameKind.EPHEMERAL, 0, "b"));
    relay(host.seal(FrameKind.EPHEMERAL, 0, "c"));

    outbox.awaitEmpty();
    assertThat(heard)
        .filteredOn(Heard.Ephemeral.class::isInstance)
        .extracting(it -> Frame.parse(((Heard.Ephemeral) it).frame().toByteArray()).header())
        .extracting(it -> it.sender())
        .containsExactly(editor.id(), host.id());
  }

  private void relay(Frame frame) {
    var _ = room.relay(frame.header(), Bytes.of(frame.encode()), _ -> true);
  }

  /// A seat of a member, and what becomes of it.
  private final class Listening {
    private final List<Heard> all = new CopyOnWriteArrayList<>();
    private final List<CloseCode> ends = new CopyOnWriteArrayList<>();
    private final Outbox out = new Outbox(this::hear, OUTBOX_BYTES, () -> 0, _ -> {});
    private final Seat seat;

    Listening(TestDevice device, Role role) {
      var key = device.signingKey().verifyingKey();
      var membership = new Membership(host.session(), device.id(), key, role, 2);
      this.seat = new Seat(membership, out, (code, _) -> end(code));
    }

    private void end(CloseCode code) {
      if (ends.isEmpty()) {
        ends.add(code);
        out.finish(code::leaves);
      }
    }

    private void hear(Iterable<WebSocketFrame> batch) {
      batch.forEach(it -> all.add(Heard.parse(ByteBuffer.wrap(it.payload()))));
    }

    List<Heard> heard() {
      out.awaitEmpty();
      return all;
    }
  }

  private Room room() {
    var rosters =
        new Rosters(
            store,
            store,
            new LedgerMetrics(new Metrics(System::nanoTime)),
            broker.clock(),
            new Lifetime(Duration.ofDays(30), Optional.empty()),
            _ -> {},
            10);
    return new Room(
        new History(store, store, rosters, _ -> "checkpoint", host.session()), 512, () -> 0);
  }

  private Seat seat() {
    var key = host.signingKey().verifyingKey();
    var membership = new Membership(host.session(), host.id(), key, Role.HOST, 2);
    return new Seat(
        membership,
        outbox,
        (code, _) -> {
          throw new AssertionError("want no end, got " + code);
        });
  }

  private void append(int count) {
    for (int i = 0; i < count; i++) {
      host.append(CHANNEL, "a").require(201);
    }
  }

  /// What the room would have been told of these frames.
  private List<Commit> commits(long... seqs) {
    return LongStream.of(seqs).mapToObj(this::commit).toList();
  }

  private Commit commit(long seq) {
    var page = store.read(host.session(), CHANNEL, seq - 1, 1).orElseThrow();
    var frame = page.frames().getFirst().frame();
    return new Commit(Frame.parse(frame.toByteArray()).header(), seq, frame, 2);
  }

  private void hear(Iterable<WebSocketFrame> batch) {
    batch.forEach(it -> heard.add(Heard.parse(ByteBuffer.wrap(it.payload()))));
  }

  private List<Long> frames() {
    outbox.awaitEmpty();
    return heard.stream()
        .filter(Heard.Frame.class::isInstance)
        .map(it -> ((Heard.Frame) it).seq())
        .toList();
  }
}
