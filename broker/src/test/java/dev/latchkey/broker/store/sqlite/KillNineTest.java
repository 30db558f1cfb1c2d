package dev.latchkey.broker.store.sqlite;

import static dev.latchkey.broker.store.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.store.KilledWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillNineTest {
  private static final int ROUNDS = Integer.getInteger("latchkey.kills", 20);
  private static final long SEED = 20_260_101;

  @TempDir private Path directory;
  // A killed process cannot clean up the native library that it unpacked.
  @TempDir private Path libraries;

  @Test
  void noAcknowledgedWriteIsLostWhenTheProcessIsKilled() throws Exception {
    var random = new Random(SEED);
    var writer = new KilledWriter(CrashWriter.class, directory.toString(), libraries);
    var acknowledged = new HashSet<String>();
    var lost = new HashSet<String>();
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged.addAll(writer.killAfter(random.nextInt(1, 400), String.valueOf(round)));

      List<StoredFrame> frames = writer.reopenAndRead(SESSION);
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
}
