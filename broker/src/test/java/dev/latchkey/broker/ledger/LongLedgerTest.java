package dev.latchkey.broker.ledger;

import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.START;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anObservation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.session.CreateResult;
import dev.latchkey.broker.store.KilledWriter;
import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlLog;
import dev.latchkey.broker.store.sql.SqlSessions;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.ledger.TreeNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a ledger costs that has grown very long. What is asserted is how much is read; times are
/// printed, those of the long ledger beside those of a short one of the same run.
class LongLedgerTest {
  private static final int ASKED = 200;
  private static final int SHORT = 1_000;
  private static final int AT_ONCE = 500;

  @TempDir private Path directory;
  // A killed process cannot clean up the native library that it unpacked.
  @TempDir private Path libraries;

  @Test
  void proofsOfTenThousandEntriesReadAsManyNodesAsTheTreeIsHigh() {
    try (var database = SqliteDatabase.open(directory)) {
      var ledgers = withSession(database);
      grow(ledgers, 10_000);
      requireFewNodes(ledgers, 10_000);
    }
  }

  @Tag("scheduled")
  @Test
  void aMillionEntriesAreProvenContinuedAndStartedWithAsSoon() throws Exception {
    int million = Integer.getInteger("latchkey.entries", 1_000_000);
    try (var database = SqliteDatabase.open(directory)) {
      var ledgers = withSession(database);
      grow(ledgers, SHORT);
      var before = measure(ledgers, SHORT);
      grow(ledgers, million);
      report(SHORT, before, million, measure(ledgers, million));
      requireFewNodes(ledgers, million);
    }
    var writer = new KilledWriter(CrashingLog.class, directory.toString(), libraries);
    writer.killAfter(200, "1");
    long begin = System.nanoTime();
    try (var database = SqliteDatabase.open(directory)) {
      var ledgers = new SqlLedgers(database);
      var log =
          new BrokerLog(
              new SqlLog(database),
              ledgers,
              CrashingLog.ORIGIN,
              TestLedgerKeys.only(CrashingLog.KEY));
      log.enter();
      var size = ledgers.size(SESSION);
      assertThat(size).isGreaterThan(million);
      assertThat(log.logged(SESSION).entries()).isNotNull();
    }
    var took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf("killed, opened and continued after %,d ms%n", took.toMillis());
    assertThat(took).isLessThan(Duration.ofSeconds(5));
  }

  private static SqlLedgers withSession(SqliteDatabase database) {
    assertThat(new SqlSessions(database).create(aSession(SESSION))).isEqualTo(CreateResult.CREATED);
    return new SqlLedgers(database);
  }

  private static void grow(LedgerStore ledgers, long size) {
    var many = Collections.nCopies(AT_ONCE, anObservation(1));
    for (long now = ledgers.size(SESSION); now < size; ) {
      int missing = (int) Math.min(AT_ONCE, size - now);
      now = ledgers.append(SESSION, NewEntries.at(START, many.subList(0, missing)));
    }
  }

  private static void requireFewNodes(LedgerStore ledgers, long size) {
    int height = Long.SIZE - Long.numberOfLeadingZeros(size);
    var random = new Random(size);
    for (int i = 0; i < ASKED; i++) {
      long index = random.nextLong(size);
      assertThat(nodesOf(ledgers, it -> MerkleTree.inclusionPath(it, index, size)))
          .isBetween(1, 2 * height);
      assertThat(nodesOf(ledgers, it -> MerkleTree.consistencyPath(it, index + 1, size)))
          .isLessThanOrEqualTo(2 * height);
      assertThat(nodesOf(ledgers, it -> MerkleTree.append(it, index, MerkleTree.EMPTY_ROOT)))
          .isLessThanOrEqualTo(height);
    }
  }

  private static int nodesOf(LedgerStore ledgers, Function<TreeNodes, List<Bytes>> calculation) {
    var nodes = new AtomicInteger();
    var _ =
        ledgers.ofNodes(
            SESSION,
            tree ->
                calculation.apply(
                    (level, index) -> {
                      nodes.incrementAndGet();
                      return tree.node(level, index);
                    }));
    return nodes.get();
  }

  /// Medians in nanoseconds.
  private record Cost(long proof, long append) {}

  private static Cost measure(LedgerStore ledgers, long size) {
    var random = new Random(size);
    long proof =
        median(
            () -> {
              long index = random.nextLong(size);
              var _ = ledgers.ofNodes(SESSION, it -> MerkleTree.inclusionPath(it, index, size));
            });
    long append =
        median(
            () -> {
              var _ = ledgers.append(SESSION, NewEntries.at(START, List.of(anObservation(1))));
            });
    return new Cost(proof, append);
  }

  private static long median(Runnable action) {
    var times =
        LongStream.range(0, 2 * ASKED)
            .map(
                _ -> {
                  long begin = System.nanoTime();
                  action.run();
                  return System.nanoTime() - begin;
                })
            .skip(ASKED)
            .toArray();
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static void report(long small, Cost before, long large, Cost after) {
    System.out.printf(
        Locale.ROOT,
        "%,d → %,d entries: proof %d → %d µs (×%.2f), append %d → %d µs (×%.2f)%n",
        small,
        large,
        before.proof() / 1_000,
        after.proof() / 1_000,
        (double) after.proof() / before.proof(),
        before.append() / 1_000,
        after.append() / 1_000,
        (double) after.append() / before.append());
  }
}
