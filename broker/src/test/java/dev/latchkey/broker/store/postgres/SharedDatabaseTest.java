package dev.latchkey.broker.store.postgres;

import static dev.latchkey.broker.store.FrameDraft.frame;
import static dev.latchkey.broker.store.Samples.EXPIRY;
import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.START;
import static dev.latchkey.broker.store.Samples.aChallenge;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anObservation;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.ledger.BrokerLog;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.TestLedgerKeys;
import dev.latchkey.broker.relay.Condition;
import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.session.AppendResult;
import dev.latchkey.broker.session.CreateResult;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.Race;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlLog;
import dev.latchkey.broker.store.sql.SqlSessions;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.sign.SigningKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Several brokers on one database, at once.
class SharedDatabaseTest {
  private static final int RUNNERS = 20;
  private static final int ROUNDS = 50;

  private final String url = PostgresServer.common().newDatabase();
  private final List<PostgresDatabase> brokers =
      List.of(TestDatabase.open(url), TestDatabase.open(url));

  @AfterEach
  void close() {
    brokers.forEach(PostgresDatabase::close);
  }

  private SqlSessions sessions(int runner) {
    return new SqlSessions(brokers.get(runner % 2));
  }

  private SqlChannels channels(int runner) {
    return new SqlChannels(brokers.get(runner % 2));
  }

  @Test
  void brokersThatStartAtOnceMakeTheTablesOnce() {
    var empty = PostgresServer.common().newDatabase();

    var opened = Race.of(4, _ -> TestDatabase.open(empty));

    assertThat(new SqlSessions(opened.getFirst()).create(aSession(SESSION)))
        .isEqualTo(CreateResult.CREATED);
    assertThat(new SqlSessions(opened.getLast()).find(SESSION)).isPresent();
    opened.forEach(PostgresDatabase::close);
  }

  @Test
  void aBrokerWithOtherKeysIsRefused() {
    var other = SigningKey.generate(new SecureRandom()).verifyingKey();

    assertThatThrownBy(() -> TestDatabase.open(url, other))
        .isInstanceOf(StoreFailedException.class)
        .hasMessageContaining("not the keys of this store");
  }

  @Test
  void theStoreOfANewerBrokerIsRefused() {
    brokers.getFirst().write(sql -> sql.update("UPDATE schema_version SET version = 99"));

    assertThatThrownBy(() -> TestDatabase.open(url))
        .isInstanceOf(StoreFailedException.class)
        .hasMessageContaining("the store has schema 99");
  }

  @Test
  void ofAllTakersOneGetsTheChallenge() {
    for (int round = 0; round < ROUNDS; round++) {
      var challenge = aChallenge("challenge " + round);
      assertThat(Race.of(RUNNERS, runner -> sessions(runner).takeChallenge(challenge)))
          .containsOnlyOnce(true);
    }
  }

  @Test
  void aChallengeIsTakenByOneAppendOnly() {
    for (int session = 0; session < RUNNERS; session++) {
      sessions(0).create(aSession(sid(session)));
    }
    var sizes = new int[RUNNERS];
    Arrays.fill(sizes, 2);

    for (int round = 0; round < ROUNDS; round++) {
      var effects = Effects.of(1, 1).withChallenge(aChallenge("challenge " + round));
      var results =
          Race.of(
              RUNNERS,
              runner -> sessions(runner).append(sid(runner), sizes[runner], "entry", effects));

      assertThat(results).filteredOn(AppendResult.Appended.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(new AppendResult.ChallengeUsed()::equals).hasSize(RUNNERS - 1);
      for (int runner = 0; runner < RUNNERS; runner++) {
        sizes[runner] += results.get(runner) instanceof AppendResult.Appended ? 1 : 0;
      }
    }
  }

  @Test
  void ofAllAppendsAtOneSizeExactlyOneGetsIn() {
    sessions(0).create(aSession(SESSION));

    for (int round = 0; round < ROUNDS; round++) {
      int size = 2 + round;
      var results =
          Race.of(
              RUNNERS,
              runner ->
                  sessions(runner).append(SESSION, size, size + " by " + runner, Effects.of(1, 1)));

      assertThat(results).containsOnlyOnce(new AppendResult.Appended(size + 1, 0));
      assertThat(results)
          .filteredOn(new AppendResult.Conflict(size + 1)::equals)
          .hasSize(RUNNERS - 1);
    }
  }

  @Test
  void ofAllWritesAtOneHeadExactlyOneGetsIn() {
    sessions(0).create(aSession(SESSION));

    for (int round = 0; round < ROUNDS; round++) {
      long head = round;
      var results =
          Race.of(
              RUNNERS,
              runner ->
                  channels(runner)
                      .write(
                          SESSION,
                          0,
                          frame(runner, head + 1).on(new Condition.AtHead(head)).toStore()));

      assertThat(results).containsOnlyOnce(new WriteResult.Stored(head + 1));
    }
  }

  @Test
  void oneFrameSentThroughBothIsStoredOnce() {
    sessions(0).create(aSession(SESSION));

    for (long counter = 1; counter <= ROUNDS; counter++) {
      var frame = frame(1, counter).toStore();
      long seq = counter;
      var results = Race.of(RUNNERS, runner -> channels(runner).write(SESSION, 0, frame));

      assertThat(results).containsOnlyOnce(new WriteResult.Stored(seq));
      assertThat(results).filteredOn(new WriteResult.Repeated(seq)::equals).hasSize(RUNNERS - 1);
    }
  }

  @Test
  void framesOfManySessionsThroughBothGetNumbersWithoutGap() {
    int sessions = 5;
    int each = 20;
    for (int session = 0; session < sessions; session++) {
      sessions(0).create(aSession(sid(session)));
    }

    Race.of(
        RUNNERS,
        runner -> {
          for (int counter = 1; counter <= each; counter++) {
            channels(runner).write(sid(counter % sessions), 0, frame(runner, counter).toStore());
          }
          return runner;
        });

    for (int session = 0; session < sessions; session++) {
      var page = channels(session).read(sid(session), 0, 0, 1_000_000).orElseThrow();
      assertThat(page.frames().stream().map(StoredFrame::seq).toList())
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, RUNNERS * each / sessions).boxed().toList());
    }
  }

  @Test
  void whatOneBrokerWasToldTheOtherOneReads() {
    sessions(0).create(aSession(SESSION));

    for (long counter = 1; counter <= ROUNDS; counter++) {
      int writer = (int) counter;
      channels(writer).write(SESSION, 0, frame(1, counter).toStore());
      assertThat(channels(writer + 1).heads(SESSION, 0).orElseThrow().head()).isEqualTo(counter);
    }
  }

  @Test
  void purgesOfBothRemoveEachSessionOnce() {
    for (int session = 0; session < ROUNDS; session++) {
      sessions(0).create(aSession(sid(session)));
    }

    var purged = Race.of(2, runner -> sessions(runner).purge(EXPIRY).sessions());

    assertThat(purged.getFirst() + purged.getLast()).isEqualTo(ROUNDS);
  }

  @Test
  void theLogOfTheBrokersHasEachSizeOfALedgerOnceAlsoWhenBothContinueIt() {
    var key = TestLedgerKeys.only(SigningKey.generate(new SecureRandom()));
    var logs =
        brokers.stream()
            .map(it -> new BrokerLog(new SqlLog(it), new SqlLedgers(it), "https://b.example", key))
            .toList();
    for (int session = 0; session < 4; session++) {
      sessions(0).create(aSession(sid(session)));
    }

    Race.of(
        4,
        runner -> {
          for (int round = 0; round < ROUNDS; round++) {
            new SqlLedgers(brokers.get(runner % 2))
                .append(sid(runner), NewEntries.at(START, List.of(anObservation(1))));
            logs.get(runner % 2).enter();
          }
          return runner;
        });

    var store = new SqlLog(brokers.getFirst());
    var sizes = new HashMap<Integer, List<Long>>();
    for (int session = 0; session < 4; session++) {
      var logged = new ArrayList<Long>();
      store.logged(sid(session), 1_000).forEach(it -> logged.add(it.size()));
      sizes.put(session, logged);
      assertThat(logged).doesNotHaveDuplicates().isSorted().last().isEqualTo((long) ROUNDS);
    }
    long size = store.size();
    assertThat(sizes.values().stream().mapToLong(List::size).sum()).isEqualTo(size);
    assertThat(logs.getFirst().newest()).isEqualTo(logs.getLast().newest());
    var leaves = new ArrayList<Bytes>();
    var nodes = new ArrayList<List<Bytes>>();
    for (var entry : store.entries(0, (int) size)) {
      var leaf = MerkleTree.leafHash(entry.toByteArray());
      leaves.add(leaf);
      nodes.add(
          MerkleTree.append(
              (level, number) -> nodes.get((int) (((number + 1) << level) - 1)).get(level),
              nodes.size(),
              leaf));
    }
    assertThat(store.nodes(0, 0, (int) size)).isEqualTo(leaves);
    assertThat(logs.getFirst().newest().root())
        .isEqualTo(
            MerkleTree.root(
                (level, number) -> nodes.get((int) (((number + 1) << level) - 1)).get(level),
                size));
  }

  @Test
  void oneBrokerContinuesTheLogAndTheOtherOneWhenThatIsGone() {
    assertThat(brokers.getFirst().lead()).isTrue();
    assertThat(brokers.getLast().lead()).isFalse();
    assertThat(brokers.getFirst().lead()).isTrue();
    new SqlLog(brokers.getLast()).keepCheckpoint("of one who does not lead");
    assertThat(new SqlLog(brokers.getFirst()).checkpoint()).isEmpty();

    brokers.getFirst().close();

    assertThat(brokers.getLast().lead()).isTrue();
  }

  @Test
  void aBrokerThatStandsStillGivesWayToAnother() {
    assertThat(brokers.getFirst().lead()).isTrue();

    brokers.getLast().write(sql -> sql.update("UPDATE log_leader SET until = until - 10000"));

    assertThat(brokers.getLast().lead()).isTrue();
    assertThat(brokers.getFirst().lead()).isFalse();
  }
}
