package dev.latchkey.broker.interleaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever hosts and clients do at the same time, all of them end up with the same members and the
/// same contents; nothing of one who may not write is in them, and nothing that was acknowledged is
/// missing. A run that fails says by which seed: `-Dlatchkey.interleaving.seed=…` repeats it.
@Timeout(3_600)
class InterleavingTest {
  private static final int MANY = 10_000;
  // Of one store, which keeps all in memory.
  private static final int SOME = 200;
  private static final String[] EVENTS = {
    "invite",
    "join",
    "join, to wait",
    "knock",
    "admit",
    "decline",
    "remove",
    "role",
    "renew",
    "freeze",
    "thaw",
    "revoke",
    "meanwhile",
    "StatementConflict",
    "HeadsMoved",
    "EpochClosed",
    "HeadMoved",
    "InviteRefused",
    "answer lost",
    "frame sent again",
    "statement sent again",
    "join sent again",
    "write of one who may not",
    "lie"
  };
  private static final long FIRST = Long.getLong("latchkey.interleaving.seed", 0);

  @Test
  void allAgreeAfterAnyInterleaving() {
    if (FIRST > 0) {
      assertThat(run(FIRST, 1)).isNotEmpty();
    } else {
      assertThat(run(0, SOME)).containsKeys(EVENTS);
    }
  }

  @Test
  @Tag("scheduled")
  void allAgreeAfterTenThousandInterleavings() {
    assertThat(run(FIRST, MANY)).containsKeys(EVENTS);
  }

  private static Map<String, Integer> run(long first, int count) {
    var counts = new TreeMap<String, Integer>();
    for (long begin = first; begin < first + count; begin += SOME) {
      try (var stage = new Stage()) {
        LongStream.range(begin, Math.min(begin + SOME, first + count))
            .forEach(seed -> run(stage, seed, counts));
      }
    }
    System.out.println("interleavings: " + counts);
    return counts;
  }

  private static void run(Stage stage, long seed, Map<String, Integer> counts) {
    var interleaving = new Interleaving(stage, seed, counts);
    try {
      interleaving.run();
    } catch (Throwable e) {
      throw new AssertionError(
          "seed %d%n%s".formatted(seed, String.join("\n", interleaving.trace())), e);
    }
  }
}
