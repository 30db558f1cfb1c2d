package dev.latchkey.broker.store.postgres;

import static dev.latchkey.broker.store.FrameDraft.frame;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.session.AppendResult;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.KilledWriter;
import dev.latchkey.broker.store.Race;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.broker.store.sql.SqlSessions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The connection is lost while a transaction is committed, again and again. F09.
class LostCommitTest {
  private static final int RUNNERS = 8;
  private static final long SEED = 20_260_101;

  /// What a runner was told of its writes, in their order.
  private record Told(int runner, List<StoredFrame> stored, int entries, int again) {}

  @Test
  void whatACommitBecameIsKnownAlsoWhenItsAnswerIsLost() throws Exception {
    writeThroughCuts(300);
  }

  @Test
  @Tag("scheduled")
  void tenThousandTimes() throws Exception {
    writeThroughCuts(10_000);
  }

  private static void writeThroughCuts(int lostCommits) throws Exception {
    var server = PostgresServer.common();
    var url = server.newDatabase();
    try (var direct = TestDatabase.open(url);
        var proxy = new CuttingProxy(server.port(), 0.3, SEED);
        var cut = TestDatabase.open(url.replace(":" + server.port(), ":" + proxy.port()))) {
      for (int runner = 0; runner < RUNNERS; runner++) {
        new SqlSessions(direct).create(aSession(sid(runner)));
      }

      var told = Race.of(RUNNERS, runner -> write(cut, runner, () -> proxy.cuts() < lostCommits));

      int lost = 0;
      int doubled = 0;
      int again = 0;
      for (var it : told) {
        var stored = KilledWriter.read(new SqlChannels(direct), sid(it.runner()));
        assertThat(stored.stream().map(StoredFrame::seq))
            .containsExactlyElementsOf(LongStream.rangeClosed(1, stored.size()).boxed().toList());
        lost += (int) it.stored().stream().filter(frame -> !stored.contains(frame)).count();
        doubled +=
            (int) (stored.size() - stored.stream().map(StoredFrame::frame).distinct().count());
        again += it.again();
        assertThat(new SqlSessions(direct).find(sid(it.runner())).orElseThrow().size())
            .isEqualTo(2 + it.entries());
      }
      System.out.printf(
          "%d commits cut before, %d after; writes %d, lost %d, doubled %d, not answered within 5 s"
              + " and sent again %d%n",
          proxy.cutBefore(),
          proxy.cutAfter(),
          told.stream().mapToInt(it -> it.stored().size() + it.entries()).sum(),
          lost,
          doubled,
          again);
      assertThat(lost).isZero();
      assertThat(doubled).isZero();
    }
  }

  private interface Condition {
    boolean holds();
  }

  /// Frames and entries in turn; as a client does, what was not acknowledged again.
  private static Told write(PostgresDatabase database, int runner, Condition more) {
    var channels = new SqlChannels(database);
    var sessions = new SqlSessions(database);
    var stored = new ArrayList<StoredFrame>();
    int entries = 0;
    int again = 0;
    for (long counter = 1; more.holds(); counter++) {
      var frame = frame(runner, counter);
      var written = Retried.of(() -> channels.write(sid(runner), 0, frame.toStore()));
      var first = new WriteResult.Stored(counter);
      assertThat(written.result())
          .isIn(written.isFirst() ? List.of(first) : List.of(first, repeated(counter)));
      stored.add(new StoredFrame(counter, frame.bytes()));

      int size = 2 + entries;
      var appended =
          Retried.of(() -> sessions.append(sid(runner), size, "entry", Effects.of(1, 1)));
      var done = new AppendResult.Appended(size + 1, 0);
      assertThat(appended.result())
          .isIn(appended.isFirst() ? List.of(done) : List.of(done, conflict(size + 1)));
      entries++;
      again += written.failures() + appended.failures();
    }
    return new Told(runner, stored, entries, again);
  }

  private static WriteResult repeated(long seq) {
    return new WriteResult.Repeated(seq);
  }

  private static AppendResult conflict(int size) {
    return new AppendResult.Conflict(size);
  }

  /// What a write was answered, and how often it was not.
  private record Retried<T>(T result, int failures) {
    static <T> Retried<T> of(Supplier<T> write) {
      for (int failures = 0; ; failures++) {
        try {
          return new Retried<>(write.get(), failures);
        } catch (StoreFailedException e) {
          // It may or may not have happened.
        }
      }
    }

    boolean isFirst() {
      return failures == 0;
    }
  }
}
