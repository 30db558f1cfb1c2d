package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.ledger.Ledger;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.broker.store.KilledWriter;
import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlSessions;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.ConsistencyProof;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.ledger.SignedNote;
import dev.latchkey.crypto.roster.SessionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LedgerKillNineTest {
  private static final int ROUNDS = Integer.getInteger("latchkey.kills.ledger", 3);
  private static final long SEED = 20_261_130;

  @TempDir private Path directory;
  // A killed process cannot clean up the native library that it unpacked.
  @TempDir private Path libraries;

  private final Map<SessionId, TreeSet<Integer>> acknowledged = new HashMap<>();
  private final Map<SessionId, List<Checkpoint>> shown = new HashMap<>();

  @Test
  void noActIsWithoutItsEntryAndNoTwoCheckpointsContradictEachOtherAfterAKill() throws Exception {
    var random = new Random(SEED);
    var broker = new KilledWriter(CrashingLedger.class, directory.toString(), libraries);
    int lines = 0;
    int pairs = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var printed = broker.killAfter(random.nextInt(1, 120));
      printed.forEach(this::note);
      lines += printed.size();
      pairs = check();
    }
    System.out.printf(
        "%d kills under joins and statements, %d lines, acts without entry 0, pairs of checkpoints"
            + " %d, contradictions 0%n",
        ROUNDS, lines, pairs);
    assertThat(pairs).isPositive();
  }

  private void note(String line) {
    var parts = line.split(" ", 3);
    var session = new SessionId(parts[0]);
    if (parts[1].equals("statement")) {
      acknowledged.computeIfAbsent(session, _ -> new TreeSet<>()).add(Integer.parseInt(parts[2]));
    } else {
      var note = SignedNote.parse(parts[2].replace('|', '\n'));
      shown.computeIfAbsent(session, _ -> new ArrayList<>()).add(Checkpoint.parse(note.body()));
    }
  }

  private int check() {
    int pairs = 0;
    try (var database = SqliteDatabase.open(directory)) {
      var sessions = new SqlSessions(database);
      var ledgers = new SqlLedgers(database);
      for (var session : acknowledged.keySet()) {
        int size = sessions.find(session).orElseThrow().size();
        var positions = positions(ledgers, session);
        assertThat(positions).containsAll(acknowledged.get(session));
        // Not one that was not acknowledged either.
        assertThat(positions).hasSize(size).last().isEqualTo(size - 1);
        pairs += check(ledgers, session);
      }
    }
    return pairs;
  }

  private static TreeSet<Integer> positions(SqlLedgers ledgers, SessionId session) {
    var positions = new TreeSet<Integer>();
    ledgers.entries(session, 0, Ledger.MOST_ENTRIES).stream()
        .map(StoredEntry::leaf)
        .map(LedgerEntry::parse)
        .filter(it -> it.statement().isPresent())
        .forEach(it -> positions.add(it.log()));
    return positions;
  }

  private int check(SqlLedgers ledgers, SessionId session) {
    int pairs = 0;
    var checkpoints = shown.getOrDefault(session, List.of());
    for (var to : checkpoints) {
      assertThat(to.size()).isLessThanOrEqualTo(ledgers.size(session));
      assertThat(ledgers.<Bytes>ofNodes(session, it -> MerkleTree.root(it, to.size())))
          .isEqualTo(to.root());
      for (var from : checkpoints) {
        if (from.size() <= to.size()) {
          assertConsistent(ledgers, session, from, to);
          pairs++;
        }
      }
    }
    return pairs;
  }

  private static void assertConsistent(
      SqlLedgers ledgers, SessionId session, Checkpoint from, Checkpoint to) {
    List<Bytes> path =
        ledgers.ofNodes(session, it -> MerkleTree.consistencyPath(it, from.size(), to.size()));
    assertThat(new ConsistencyProof(from.size(), to.size(), path).proves(from.root(), to.root()))
        .isTrue();
  }
}
