package dev.latchkey.broker.ledger;

import static dev.latchkey.broker.store.Samples.START;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anObservation;
import static dev.latchkey.broker.store.Samples.sid;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlLog;
import dev.latchkey.broker.store.sql.SqlSessions;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import dev.latchkey.crypto.sign.SigningKey;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// Enters acts into ledgers, the ledgers into the log, and signs it, without end; prints what is
/// acknowledged: each act as `act <session> <ledger size>`, each checkpoint in base64. Made to be
/// killed. Arguments: the directory of the store, and a number that no other run has.
final class CrashingLog {
  static final String ORIGIN = "https://broker.example";
  static final SigningKey KEY = SigningKey.fromSeed(new byte[SigningKey.SEED_SIZE]);
  static final int SESSIONS = 8;

  private CrashingLog() {}

  public static void main(String[] arguments) {
    var database = SqliteDatabase.open(Path.of(arguments[0]));
    var ledgers = new SqlLedgers(database);
    for (int session = 1; session <= SESSIONS; session++) {
      new SqlSessions(database).create(aSession(sid(session)));
    }
    int run = Integer.parseInt(arguments[1]);
    Thread.ofPlatform().start(() -> act(ledgers, new Random(run)));
    var log = new BrokerLog(new SqlLog(database), ledgers, ORIGIN, TestLedgerKeys.only(KEY));
    while (true) {
      log.enter();
      var newest = log.newest();
      var note = log.sign(newest);
      acknowledge(Base64.getEncoder().encodeToString(note.getBytes(UTF_8)));
      log.publish(newest, note);
    }
  }

  private static void act(LedgerStore ledgers, Random random) {
    while (true) {
      int session = 1 + random.nextInt(SESSIONS);
      long size = ledgers.append(sid(session), NewEntries.at(START, List.of(anObservation(1))));
      acknowledge("act " + session + " " + size);
    }
  }

  private static synchronized void acknowledge(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
