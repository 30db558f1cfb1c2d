package dev.latchkey.broker.store.postgres;

import static dev.latchkey.broker.store.FrameDraft.frame;
import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.FrameDraft;
import dev.latchkey.broker.store.KilledWriter;
import dev.latchkey.broker.store.Race;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.broker.store.sql.SqlSessions;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The database dies, stands still, or is taken over by its standby. F09.
@Timeout(180)
class FailoverTest {
  private static final int RUNNERS = 6;

  @Test
  void noAcknowledgedWriteIsLostWhenASynchronousStandbyTakesOver() {
    try (var primary = PostgresServer.create();
        var standby = standbyOf(primary);
        var database = TestDatabase.open(bothOf(primary, standby))) {
      for (int runner = 0; runner < RUNNERS; runner++) {
        new SqlSessions(database).create(aSession(sid(runner)));
      }
      var acknowledged = new AtomicInteger();
      var lastBefore = new AtomicInteger();
      long[] took = new long[1];

      var told =
          Race.of(
              RUNNERS + 1,
              runner -> {
                if (runner < RUNNERS) {
                  return writeUntil(database, runner, acknowledged, 2_000);
                }
                await(acknowledged, 500);
                primary.kill();
                lastBefore.set(acknowledged.get());
                long since = System.nanoTime();
                standby.promote();
                await(acknowledged, lastBefore.get() + 1);
                took[0] = Duration.ofNanos(System.nanoTime() - since).toMillis();
                return List.<StoredFrame>of();
              });

      int writes = 0;
      for (int runner = 0; runner < RUNNERS; runner++) {
        var stored = KilledWriter.read(new SqlChannels(database), sid(runner));
        assertThat(stored).containsAll(told.get(runner));
        assertThat(stored.stream().map(StoredFrame::seq))
            .containsExactlyElementsOf(LongStream.rangeClosed(1, stored.size()).boxed().toList());
        assertThat(stored.stream().map(StoredFrame::frame)).doesNotHaveDuplicates();
        writes += told.get(runner).size();
      }
      System.out.printf(
          "failover: %d acknowledged before, %d in all, lost 0, first one %d ms after the kill%n",
          lastBefore.get(), writes, took[0]);
    }
  }

  @Test
  void whatTheStandbyHasNotGotIsNeitherAcknowledgedNorSeenByAnybody() {
    try (var primary = PostgresServer.create();
        var standby = standbyOf(primary);
        var database = TestDatabase.open(primary.url("sessions"));
        var another = TestDatabase.open(primary.url("sessions"))) {
      new SqlSessions(database).create(aSession(SESSION));
      var channels = new SqlChannels(database);
      var seen = new SqlChannels(another);
      var frame = frame(1, 1);

      standby.pause();
      var write =
          CompletableFuture.supplyAsync(
              () -> failure(() -> channels.write(SESSION, 0, frame.toStore())));
      await(primary, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");

      assertThat(seen.heads(SESSION, 0).orElseThrow().head()).isZero();
      assertThat(write.join()).isEqualTo(StoreFailedException.class);
      assertThat(seen.heads(SESSION, 0).orElseThrow().head()).isZero();

      standby.resume();

      assertThat(sendUntilStored(database, SESSION, frame)).isEqualTo(1);
      assertThat(seen.read(SESSION, 0, 0, 1_000).orElseThrow().frames())
          .containsExactly(new StoredFrame(1, frame.bytes()));
    }
  }

  private static void await(PostgresServer server, String count) {
    while (server.ask(count) == 0) {
      Thread.onSpinWait();
    }
  }

  private static PostgresServer standbyOf(PostgresServer primary) {
    primary.sql("CREATE DATABASE sessions");
    return primary.synchronousStandby();
  }

  private static String bothOf(PostgresServer primary, PostgresServer standby) {
    return primary
        .url("sessions")
        .replace("/sessions", ",127.0.0.1:" + standby.port() + "/sessions");
  }

  /// As a client does: what was not acknowledged is sent again, the same bytes.
  private static List<StoredFrame> writeUntil(
      PostgresDatabase database, int runner, AtomicInteger acknowledged, int enough) {
    var mine = new ArrayList<StoredFrame>();
    for (long counter = 1; acknowledged.get() < enough; counter++) {
      var frame = frame(runner, counter);
      mine.add(new StoredFrame(sendUntilStored(database, sid(runner), frame), frame.bytes()));
      acknowledged.incrementAndGet();
    }
    return mine;
  }

  private static long sendUntilStored(
      PostgresDatabase database, SessionId session, FrameDraft frame) {
    while (true) {
      try {
        return switch (new SqlChannels(database).write(session, 0, frame.toStore())) {
          case WriteResult.Stored(long stored) -> stored;
          case WriteResult.Repeated(long repeated) -> repeated;
          case WriteResult other -> throw new AssertionError(other);
        };
      } catch (StoreFailedException e) {
        // Again.
      }
    }
  }

  private static void await(AtomicInteger number, int least) {
    while (number.get() < least) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aDatabaseThatComesBackIsWrittenToAgain() {
    try (var server = PostgresServer.create();
        var database = TestDatabase.open(server.newDatabase())) {
      new SqlSessions(database).create(aSession(SESSION));
      var channels = new SqlChannels(database);
      channels.write(SESSION, 0, frame(1, 1).toStore());

      server.kill();

      assertThatThrownBy(() -> channels.write(SESSION, 0, frame(1, 2).toStore()))
          .isInstanceOf(StoreFailedException.class);
      assertThatThrownBy(() -> channels.read(SESSION, 0, 0, 1_000))
          .isInstanceOf(StoreFailedException.class);
      assertThat(database.writable()).isFalse();

      server.restart();

      assertThat(channels.write(SESSION, 0, frame(1, 2).toStore()))
          .isEqualTo(new WriteResult.Stored(2));
      assertThat(channels.read(SESSION, 0, 0, 1_000).orElseThrow().head()).isEqualTo(2);
      awaitWritable(database);
    }
  }

  @Test
  void aDatabaseThatIsSilentHoldsNobodyForLong() {
    try (var server = PostgresServer.create();
        var database = TestDatabase.open(server.newDatabase())) {
      new SqlSessions(database).create(aSession(SESSION));
      var channels = new SqlChannels(database);

      server.pause();
      long since = System.nanoTime();
      var failures =
          Race.of(
              2,
              runner ->
                  failure(
                      runner == 0
                          ? () -> channels.write(SESSION, 0, frame(1, 1).toStore())
                          : () -> channels.read(SESSION, 0, 0, 1_000)));

      assertThat(failures).allMatch(StoreFailedException.class::equals);
      assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(20));
      assertThat(database.writable()).isFalse();

      server.resume();

      awaitWritable(database);
      assertThat(channels.write(SESSION, 0, frame(1, 2).toStore()))
          .isInstanceOf(WriteResult.Stored.class);
    }
  }

  private static Class<?> failure(Runnable call) {
    try {
      call.run();
      return Void.class;
    } catch (RuntimeException e) {
      return e.getClass();
    }
  }

  private static void awaitWritable(PostgresDatabase database) {
    while (!database.writable()) {
      Thread.onSpinWait();
    }
  }
}
