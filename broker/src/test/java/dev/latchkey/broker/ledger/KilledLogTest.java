package dev.latchkey.broker.ledger;

import static dev.latchkey.broker.store.Samples.sid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.store.KilledWriter;
import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlLog;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledLogTest {
  private static final int ROUNDS = Integer.getInteger("latchkey.kills", 6);
  private static final long SEED = 20_260_502;

  @TempDir private Path directory;
  // A killed process cannot clean up the native library that it unpacked.
  @TempDir private Path libraries;

  @Test
  void whereverTheProcessIsKilledNothingThatWasSignedIsTakenBack() throws Exception {
    var random = new Random(SEED);
    var writer = new KilledWriter(CrashingLog.class, directory.toString(), libraries);
    var signed = new SignedCheckpoints();
    var acts = new long[CrashingLog.SESSIONS + 1];
    for (int round = 0; round < ROUNDS; round++) {
      for (var line : writer.killAfter(random.nextInt(20, 150), String.valueOf(round))) {
        if (line.startsWith("act ")) {
          var parts = line.split(" ");
          acts[Integer.parseInt(parts[1])] = Long.parseLong(parts[2]);
        } else {
          signed.add(new String(Base64.getDecoder().decode(line), UTF_8));
        }
      }
      requireAllActs(signed, acts);
    }
    int pairs = requireConsistent(signed);
    assertThat(signed.count()).isGreaterThanOrEqualTo(ROUNDS);
    System.out.printf(
        "%d kills, %d sizes signed, %d pairs consistent%n", ROUNDS, signed.count(), pairs);
  }

  private static BrokerLog log(SqliteDatabase database) {
    return new BrokerLog(
        new SqlLog(database),
        new SqlLedgers(database),
        CrashingLog.ORIGIN,
        TestLedgerKeys.only(CrashingLog.KEY));
  }

  /// What was acknowledged is in the ledgers, and each ledger that grew is entered at the next
  /// start.
  private void requireAllActs(SignedCheckpoints signed, long[] acts) {
    try (var database = SqliteDatabase.open(directory)) {
      var ledgers = new SqlLedgers(database);
      var log = log(database);
      log.enter();
      var newest = log.newest();
      signed.add(log.sign(newest));
      log.publish(newest, log.sign(newest));

      for (int session = 1; session <= CrashingLog.SESSIONS; session++) {
        long size = ledgers.size(sid(session));
        assertThat(size).isGreaterThanOrEqualTo(acts[session]);
        var logged = log.logged(sid(session)).entries();
        assertThat(logged.isEmpty() ? 0 : logged.getLast().size()).isEqualTo(size);
      }
    }
  }

  private int requireConsistent(SignedCheckpoints signed) {
    try (var database = SqliteDatabase.open(directory)) {
      var log = log(database);
      return signed.requireConsistent(log, log.key());
    }
  }
}
