package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.store.KilledWriter;
import dev.latchkey.broker.store.postgres.PostgresServer;
import dev.latchkey.broker.store.postgres.TestDatabase;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.crypto.roster.SessionId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LiveKillNineTest {
  private static final int ROUNDS = Integer.getInteger("latchkey.kills.live", 3);
  private static final long SEED = 20_260_202;

  @TempDir private Path directory;
  // A killed process cannot clean up the native library that it unpacked.
  @TempDir private Path libraries;

  @Test
  void nothingThatWasAckedIsLostOrDoubledWhenTheBrokerIsKilled() throws Exception {
    var writer = new KilledWriter(CrashingBroker.class, directory.toString(), libraries);
    kill(writer, List.of(), writer::reopenAndRead);
  }

  @Test
  void norWhenItIsOnPostgres() throws Exception {
    var url = PostgresServer.common().newDatabase();
    var writer = new KilledWriter(CrashingBroker.class, url, libraries);
    kill(writer, List.of(directory.toString()), session -> read(url, session));
  }

  private List<StoredFrame> read(String url, SessionId session) {
    try (var database = TestDatabase.open(url, directory)) {
      return KilledWriter.read(new SqlChannels(database), session);
    }
  }

  private static void kill(
      KilledWriter writer,
      List<String> arguments,
      Function<SessionId, List<StoredFrame>> reopenAndRead)
      throws Exception {
    var random = new Random(SEED);
    int acked = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var lines = writer.killAfter(random.nextInt(1, 600), arguments.toArray(String[]::new));
      acked += lines.size();

      var session = new SessionId(lines.getFirst().split(" ", 2)[0]);
      var frames = reopenAndRead.apply(session);
      assertThat(frames.stream().map(StoredFrame::seq))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, frames.size()).boxed().toList());
      assertThat(frames.stream().map(it -> it.frame().toString())).doesNotHaveDuplicates();
      var lost = new HashSet<>(lines);
      frames.forEach(it -> lost.remove(session.value() + " " + it.seq() + " " + it.frame()));
      assertThat(lost).isEmpty();
    }
    System.out.printf("%d kills under live writers, acked %d, lost 0%n", ROUNDS, acked);
  }
}
