package dev.latchkey.broker.witness;

import static dev.latchkey.broker.store.Samples.START;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anObservation;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.ledger.BrokerLog;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.SignedCheckpoints;
import dev.latchkey.broker.ledger.TestLedgerKeys;
import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlLog;
import dev.latchkey.broker.store.sql.SqlSessions;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import dev.latchkey.crypto.ledger.WitnessPolicy;
import dev.latchkey.crypto.sign.SigningKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The broker is stopped and started between any two of: an act, its entry in the log, the signed
/// checkpoint, the witness.
class RestartTest {
  private static final String ORIGIN = "https://broker.example";
  private static final int STEPS = 360;
  private static final long SEED = 20_260_501;

  @TempDir private Path directory;

  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final TestClock clock = new TestClock();
  private final SignedCheckpoints signed = new SignedCheckpoints();
  private final List<Runnable> questions = new ArrayList<>();
  private SqliteDatabase database;
  private BrokerLog log;
  private Publishing publishing;
  private int sessions;

  private void open(TestWitness witness) {
    database = SqliteDatabase.open(directory);
    log =
        new BrokerLog(
            new SqlLog(database), new SqlLedgers(database), ORIGIN, TestLedgerKeys.only(key));
    witness.trust(log.key());
    var policy = WitnessPolicy.parse(witness.policyLine() + "quorum w\n");
    questions.clear();
    publishing = new Publishing(log, policy, questions::add, clock::nanoTime);
    signed.add(log.published());
  }

  private void act(Random random) {
    if (sessions == 0 || random.nextInt(4) == 0) {
      new SqlSessions(database).create(aSession(sid(++sessions)));
    }
    var session = sid(1 + random.nextInt(sessions));
    new SqlLedgers(database).append(session, NewEntries.at(START, List.of(anObservation(1))));
  }

  @Test
  void whereverItIsStoppedAllCheckpointsThatWereEverSignedAreConsistent() {
    var random = new Random(SEED);
    int restarts = 0;
    try (var witness = TestWitness.start("w")) {
      open(witness);
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(6)) {
          case 0, 1 -> act(random);
          case 2 -> log.enter();
          case 3 -> signed.add(log.sign(log.newest()));
          case 4 -> publishing.round();
          default -> List.copyOf(questions).forEach(this::runOnce);
        }
        signed.add(log.published());
        witness.newest().ifPresent(it -> signed.add(log.sign(it)));
        clock.advance(Duration.ofSeconds(1));
        if (random.nextInt(3) == 0) {
          database.close();
          open(witness);
          restarts++;
        }
      }
      publishing.round();

      assertThat(new SqlLog(database).grown(1)).isEmpty();
      assertThat(witness.answers()).contains(200, 409).containsOnly(200, 409);
      int pairs = signed.requireConsistent(log, log.key());
      System.out.printf(
          "%d restarts, %d sizes signed, %d pairs consistent%n", restarts, signed.count(), pairs);
      assertThat(restarts).isGreaterThan(100);
      assertThat(signed.count()).isGreaterThan(40);
    } finally {
      database.close();
    }
  }

  private void runOnce(Runnable question) {
    questions.remove(question);
    question.run();
  }

  @Test
  void whatGrewBeforeTheStopIsEnteredAfterIt() {
    try (var witness = TestWitness.start("w")) {
      open(witness);
      act(new Random(SEED));
      database.close();
      open(witness);
      witness.refuse(Optional.of(500));

      publishing.round();

      assertThat(log.size()).isEqualTo(1);
      assertThat(new SqlLog(database).logged(sid(1), 10)).hasSize(1);
    } finally {
      database.close();
    }
  }
}
