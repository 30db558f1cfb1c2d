package dev.latchkey.broker.session;

import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anObservation;
import static dev.latchkey.broker.store.Samples.sid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.broker.metric.Metrics;
import dev.latchkey.broker.store.memory.MemoryStore;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.InclusionProof;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PurgingTest {
  private static final Duration TTL = Duration.ofDays(90);

  private final TestClock clock = new TestClock();
  private final MemoryStore store = new MemoryStore();
  private final Metrics metrics = new Metrics(clock::nanoTime);
  private final Purging purging =
      new Purging(store, store, TTL, new SessionMetrics(metrics), clock);

  @BeforeEach
  void begin() {
    assertThat(store.create(aSession(SESSION, Instant.MAX))).isEqualTo(CreateResult.CREATED);
    assertThat(store.create(aSession(sid(2), Instant.MAX))).isEqualTo(CreateResult.CREATED);
  }

  @AfterEach
  void stop() {
    purging.close();
  }

  @Test
  void detailsAreErasedAfterTheirTimeAndTheLedgerSaysSo() {
    append(SESSION, anObservation(1), anObservation(2));
    clock.advance(Duration.ofDays(1));
    append(SESSION, anObservation(3));
    append(sid(2), anObservation(4));
    clock.advance(TTL.minusDays(1));

    purging.purge();
    assertThat(details(SESSION)).containsExactly(true, true, true);

    clock.advance(Duration.ofSeconds(1));
    purging.purge();
    purging.purge();

    assertThat(details(SESSION)).containsExactly(false, false, true, false);
    assertThat(details(sid(2))).containsExactly(true);
    var erased = LedgerEntry.parse(entries(SESSION).getLast().leaf());
    assertThat(tuple(erased.type(), erased.actor(), erased.count()))
        .isEqualTo(tuple(EntryType.DETAILS_ERASED, "broker", 2));
    assertCounted("details", 2);
  }

  @Test
  void sessionsThatHaveExpiredAreRemovedAndCounted() {
    var session = sid(3);
    assertThat(store.create(aSession(session, clock.instant().plusSeconds(60))))
        .isEqualTo(CreateResult.CREATED);

    purging.purge();
    assertThat(store.find(session)).isPresent();

    clock.advance(Duration.ofSeconds(60));
    purging.purge();

    assertThat(store.find(session)).isEmpty();
    assertThat(store.find(SESSION)).isPresent();
    assertCounted("sessions", 1);
  }

  @Test
  void afterwardsEveryProofHoldsAsBefore() {
    append(SESSION, anObservation(1), anObservation(2), anObservation(3));
    var root = root(3);
    clock.advance(TTL.plusSeconds(1));

    purging.purge();

    assertThat(details(SESSION)).containsExactly(false, false, false, false);
    assertThat(root(3)).isEqualTo(root);
    for (var entry : entries(SESSION).subList(0, 3)) {
      List<Bytes> path =
          store.ofNodes(SESSION, it -> MerkleTree.inclusionPath(it, entry.index(), 3));
      var proof = new InclusionProof(entry.index(), 3, path);
      assertThat(proof.proves(LedgerEntry.parse(entry.leaf()).leafHash(), root)).isTrue();
    }
  }

  private void assertCounted(String what, int count) {
    assertThat(new String(metrics.text(), UTF_8))
        .contains("latchkey_purged_total{what=\"" + what + "\"} " + count + ".0\n");
  }

  private Bytes root(long size) {
    return store.ofNodes(SESSION, it -> MerkleTree.root(it, size));
  }

  private void append(SessionId session, NewEntry... entries) {
    var _ = store.append(session, NewEntries.at(clock.instant(), List.of(entries)));
  }

  private List<StoredEntry> entries(SessionId session) {
    return store.entries(session, 0L, 100);
  }

  private List<Boolean> details(SessionId session) {
    return entries(session).stream().map(it -> it.details().isPresent()).toList();
  }
}
