package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.store.sqlite.SqliteChannels;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import dev.latchkey.crypto.roster.SessionId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LiveKillNineTest {
  private static final int ROUNDS = Integer.getInteger("latchkey.kills.live", 3);
  private static final long SEED = 20_260_202;
  private static final int MAX_PAGE_BYTES = 1_000_000;

  @TempDir private Path directory;
  // A killed process cannot clean up the native library that it unpacked.
  @TempDir private Path libraries;

  @Test
  void nothingThatWasAckedIsLostOrDoubledWhenTheBrokerIsKilled() throws Exception {
    var random = new Random(SEED);
    int acked = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var lines = killAfter(random.nextInt(1, 600));
      acked += lines.size();

      var session = new SessionId(lines.getFirst().split(" ", 2)[0]);
      var frames = reopenAndRead(session);
      assertThat(frames.stream().map(StoredFrame::seq))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, frames.size()).boxed().toList());
      assertThat(frames.stream().map(it -> it.frame().toString())).doesNotHaveDuplicates();
      var lost = new HashSet<>(lines);
      frames.forEach(it -> lost.remove(session.value() + " " + it.seq() + " " + it.frame()));
      assertThat(lost).isEmpty();
    }
    System.out.printf("%d kills under live writers, acked %d, lost 0%n", ROUNDS, acked);
  }

  /// Lets a broker run until so much is acked, kills it, and returns all that was acked by then.
  private List<String> killAfter(int acknowledgements) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Djava.util.logging.config.file="
                    + System.getProperty("java.util.logging.config.file"),
                "-Dorg.sqlite.tmpdir=" + libraries,
                "-cp",
                System.getProperty("java.class.path"),
                CrashingBroker.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var lines = new ArrayList<String>();
    try (BufferedReader reader = process.inputReader()) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (lines.size() == acknowledgements) {
          // By its handle: the process itself would close the stream with what is still in it.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(acknowledgements);
    return lines;
  }

  private List<StoredFrame> reopenAndRead(SessionId session) {
    try (var database = SqliteDatabase.open(directory)) {
      var channels = new SqliteChannels(database);
      var frames = new ArrayList<StoredFrame>();
      var page = channels.read(session, 0, 0, MAX_PAGE_BYTES).orElseThrow();
      frames.addAll(page.frames());
      while (page.more()) {
        page = channels.read(session, 0, frames.size(), MAX_PAGE_BYTES).orElseThrow();
        frames.addAll(page.frames());
      }
      return frames;
    }
  }
}
