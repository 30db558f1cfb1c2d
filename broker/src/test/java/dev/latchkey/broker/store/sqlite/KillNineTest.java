package dev.latchkey.broker.store.sqlite;

import static dev.latchkey.broker.store.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.relay.Page;
import dev.latchkey.broker.relay.StoredFrame;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillNineTest {
  private static final int ROUNDS = Integer.getInteger("latchkey.kills", 20);
  private static final long SEED = 20_260_101;
  private static final int MAX_PAGE_BYTES = 1_000_000;

  @TempDir private Path directory;
  // A killed process cannot clean up the native library that it unpacked.
  @TempDir private Path libraries;

  @Test
  void noAcknowledgedWriteIsLostWhenTheProcessIsKilled() throws Exception {
    var random = new Random(SEED);
    var acknowledged = new HashSet<String>();
    var lost = new HashSet<String>();
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged.addAll(killAfter(random.nextInt(1, 400), round));

      List<StoredFrame> frames = reopenAndRead();
      assertThat(frames.stream().map(StoredFrame::seq))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, frames.size()).boxed().toList());
      lost.addAll(acknowledged);
      frames.forEach(frame -> lost.remove(frame.seq() + " " + frame.frame()));
      assertThat(lost).isEmpty();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS);
    System.out.printf(
        "%d kills, acknowledged writes %d, lost %d%n", ROUNDS, acknowledged.size(), lost.size());
  }

  /// Lets a process write until it has acknowledged that many times, kills it, and returns all that
  /// it acknowledged by then.
  private List<String> killAfter(int acknowledgements, int round)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Dorg.sqlite.tmpdir=" + libraries,
                "-cp",
                System.getProperty("java.class.path"),
                CrashWriter.class.getName(),
                directory.toString(),
                String.valueOf(round))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var lines = new ArrayList<String>();
    try (BufferedReader reader = process.inputReader()) {
      String line = reader.readLine();
      while (line != null) {
        lines.add(line);
        if (lines.size() == acknowledgements) {
          // By its handle: the process itself would close the stream with what is still in it.
          process.toHandle().destroyForcibly();
        }
        line = reader.readLine();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(acknowledgements);
    return lines;
  }

  private List<StoredFrame> reopenAndRead() {
    try (var database = SqliteDatabase.open(directory)) {
      var channels = new SqliteChannels(database);
      var frames = new ArrayList<StoredFrame>();
      Page page;
      do {
        page = channels.read(SESSION, 0, frames.size(), MAX_PAGE_BYTES).orElseThrow();
        frames.addAll(page.frames());
      } while (page.more());
      return frames;
    }
  }
}
