package dev.latchkey.broker.store;

import static dev.latchkey.broker.store.Samples.EXPIRY;
import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.START;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anObservation;
import static dev.latchkey.broker.store.Samples.bytes;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.ledger.Grown;
import dev.latchkey.broker.ledger.LogEntry;
import dev.latchkey.broker.ledger.LoggedCheckpoint;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.roster.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

interface BrokerLogContract extends StoreUnderTest {
  private void act(SessionId session, int times) {
    for (int i = 0; i < times; i++) {
      ledgers().append(session, NewEntries.at(START, List.of(anObservation(1))));
    }
  }

  private void anActiveSession(SessionId session) {
    sessions().create(aSession(session));
    act(session, 1);
  }

  private static LogEntry entry(SessionId session, long size) {
    return new LogEntry(session, size, bytes(session + " " + size));
  }

  @Test
  default void aLogBeginsEmpty() {
    assertThat(log().size()).isZero();
    assertThat(log().entries(0, 10)).isEmpty();
    assertThat(log().checkpoint()).isEmpty();
    assertThat(log().grown(10)).isEmpty();
  }

  @Test
  default void aSessionHasGrownUntilItsNewestSizeIsInTheLog() {
    anActiveSession(SESSION);
    act(SESSION, 2);
    assertThat(log().grown(10)).containsExactly(new Grown(SESSION, 3));

    log().append(List.of(entry(SESSION, 3)));
    assertThat(log().grown(10)).isEmpty();

    act(SESSION, 1);
    assertThat(log().grown(10)).containsExactly(new Grown(SESSION, 4));
  }

  @Test
  default void anEntryOfAnEarlierSizeLeavesItsSessionGrown() {
    anActiveSession(SESSION);
    act(SESSION, 1);

    log().append(List.of(entry(SESSION, 1)));

    assertThat(log().grown(10)).containsExactly(new Grown(SESSION, 2));
  }

  @Test
  default void moreThanAreAskedForComeAfterTheFirstAreIn() {
    for (int number = 1; number <= 5; number++) {
      anActiveSession(sid(number));
    }
    var seen = new ArrayList<SessionId>();
    for (var grown = log().grown(2); !grown.isEmpty(); grown = log().grown(2)) {
      assertThat(grown).hasSizeLessThanOrEqualTo(2);
      grown.forEach(it -> seen.add(it.session()));
      log().append(grown.stream().map(it -> entry(it.session(), it.size())).toList());
    }

    assertThat(seen).containsExactlyInAnyOrder(sid(1), sid(2), sid(3), sid(4), sid(5));
  }

  @Test
  default void entriesKeepTheirOrder() {
    anActiveSession(SESSION);
    anActiveSession(sid(2));
    log().append(List.of(entry(SESSION, 1), entry(sid(2), 1)));
    act(SESSION, 1);
    log().append(List.of(entry(SESSION, 2)));

    assertThat(log().size()).isEqualTo(3);
    assertThat(log().entries(1, 2))
        .containsExactly(entry(sid(2), 1).text(), entry(SESSION, 2).text());
    assertThat(log().entries(0, 1)).containsExactly(entry(SESSION, 1).text());
    assertThat(log().logged(SESSION, 10))
        .containsExactly(
            new LoggedCheckpoint(0, 1, entry(SESSION, 1).text()),
            new LoggedCheckpoint(2, 2, entry(SESSION, 2).text()));
    assertThat(log().logged(SESSION, 1))
        .containsExactly(new LoggedCheckpoint(2, 2, entry(SESSION, 2).text()));
    assertThat(log().logged(sid(3), 10)).isEmpty();
  }

  @Test
  default void theNodesAreThoseOfATreeThatGrewLeafByLeaf() {
    anActiveSession(SESSION);
    var expected = new HashMap<String, Bytes>();
    for (int index = 0; index < 100; index++) {
      var entry = entry(SESSION, index + 1);
      addNodes(expected, index, entry);
      log().append(List.of(entry));
    }

    assertThat(expected).hasSizeGreaterThan(190);
    expected.forEach(
        (place, hash) -> {
          var parts = place.split(" ");
          int level = Integer.parseInt(parts[0]);
          long number = Long.parseLong(parts[1]);
          assertThat(log().nodes(level, number, 1)).containsExactly(hash);
        });
    assertThat(log().nodes(0, 3, 3))
        .containsExactly(expected.get("0 3"), expected.get("0 4"), expected.get("0 5"));
  }

  private static void addNodes(Map<String, Bytes> nodes, long index, LogEntry entry) {
    var leafHash = MerkleTree.leafHash(entry.text().toByteArray());
    var hashes =
        MerkleTree.append((level, number) -> nodes.get(level + " " + number), index, leafHash);
    for (int level = 0; level < hashes.size(); level++) {
      nodes.put(level + " " + (index >> level), hashes.get(level));
    }
  }

  @Test
  default void entriesStayWhenTheirSessionIsGone() {
    anActiveSession(SESSION);
    log().append(List.of(entry(SESSION, 1)));

    sessions().purge(EXPIRY);

    assertThat(log().entries(0, 10)).containsExactly(entry(SESSION, 1).text());
    assertThat(log().nodes(0, 0, 1)).hasSize(1);
    assertThat(log().logged(SESSION, 10)).isEmpty();
  }

  @Test
  default void anEntryIsTakenAlsoWhenItsSessionWentMeanwhile() {
    log().append(List.of(entry(SESSION, 1)));

    assertThat(log().size()).isEqualTo(1);
  }

  @Test
  default void theCheckpointThatWasKeptLastIsKept() {
    log().keepCheckpoint("first");
    log().keepCheckpoint("second");

    assertThat(log().checkpoint()).contains("second");
  }
}
