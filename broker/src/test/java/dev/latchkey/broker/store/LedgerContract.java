package dev.latchkey.broker.store;

import static dev.latchkey.broker.store.Samples.EXPIRY;
import static dev.latchkey.broker.store.Samples.SESSION;
import static dev.latchkey.broker.store.Samples.START;
import static dev.latchkey.broker.store.Samples.aChallenge;
import static dev.latchkey.broker.store.Samples.aConnection;
import static dev.latchkey.broker.store.Samples.aName;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anEntry;
import static dev.latchkey.broker.store.Samples.anObservation;
import static dev.latchkey.broker.store.Samples.mid;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.ledger.Erasure;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.broker.session.AppendResult;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.NewSession;
import dev.latchkey.broker.session.StoredName;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.ledger.EntryType;
import dev.latchkey.crypto.ledger.LedgerEntry;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.roster.SessionId;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

interface LedgerContract extends StoreUnderTest {
  long NOW = NewEntries.micros(START) + 456;
  byte[] NODE_PREFIX = {1};
  Erasure ERASURE = (count, log) -> at(NOW, NewEntry.erased(count, log));

  @Test
  default void aSessionBeginsWithTheEntriesOfItsStatements() {
    var ledger = NewEntries.at(START, List.of(anEntry(0), anEntry(1)));
    var session = aSession(SESSION);
    sessions()
        .create(
            new NewSession(
                SESSION,
                session.entries(),
                START,
                EXPIRY,
                session.hostWrap(),
                ledger,
                Optional.empty()));

    assertThat(ledgers().size(SESSION)).isEqualTo(2);
    assertThat(leaves(SESSION))
        .containsExactly(
            anEntry(0).at(NewEntries.micros(START)), anEntry(1).at(NewEntries.micros(START)));
  }

  @Test
  default void aStatementAndItsEntriesAreInTogetherOrNeitherIs() {
    sessions().create(aSession(SESSION));
    var effects = Effects.of(1, 1).withEntries(at(NOW, anEntry(2), anEntry(2)));
    var challenged = effects.withChallenge(aChallenge("c"));

    assertThat(sessions().append(SESSION, 2, "entry", challenged))
        .isEqualTo(new AppendResult.Appended(3, 2));
    assertThat(sessions().append(SESSION, 2, "late", effects))
        .isEqualTo(new AppendResult.Conflict(3));
    assertThat(sessions().append(SESSION, 3, "repeated", challenged))
        .isEqualTo(new AppendResult.ChallengeUsed());
    assertThat(sessions().append(SESSION, 3, "next", effects))
        .isEqualTo(new AppendResult.Appended(4, 4));
    assertThat(ledgers().size(SESSION)).isEqualTo(4);
  }

  @Test
  default void theEndOfASessionLeavesItsLedger() {
    sessions().create(aSession(SESSION));
    ledgers().append(SESSION, at(NOW, anObservation(1)));

    sessions()
        .append(SESSION, 2, "end", Effects.of(2, 1).erasing().withEntries(at(NOW, anEntry(2))));

    assertThat(leaves(SESSION)).containsExactly(anObservation(1).at(NOW), anEntry(2).at(NOW));
    assertThat(ledgers().entries(SESSION, 0, 1).getFirst().details()).isPresent();
  }

  @Test
  default void timeNeverGoesBack() {
    sessions().create(aSession(SESSION));
    ledgers().append(SESSION, at(NOW, anObservation(1)));
    ledgers().append(SESSION, at(NOW - 1, anObservation(2)));
    ledgers().append(SESSION, at(NOW + 1, anObservation(3)));

    assertThat(leaves(SESSION)).extracting(LedgerEntry::at).containsExactly(NOW, NOW, NOW + 1);
  }

  @Test
  default void entriesAreReadFromAnyPlaceWithTheirDetails() {
    sessions().create(aSession(SESSION));
    ledgers().append(SESSION, at(NOW, anObservation(1), anEntry(1), anObservation(3)));

    assertThat(ledgers().entries(SESSION, 0, 0)).isEmpty();
    assertThat(ledgers().entries(SESSION, 1, 9))
        .containsExactly(
            new StoredEntry(1, anEntry(1).at(NOW).text(), Optional.empty()),
            new StoredEntry(2, anObservation(3).at(NOW).text(), anObservation(3).details()));
    assertThat(ledgers().entries(SESSION, 3, 9)).isEmpty();
    assertThat(ledgers().entries(sid(2), 0, 9)).isEmpty();
  }

  @Test
  default void theNodesAreThoseOfTheTreeOverTheEntries() {
    sessions().create(aSession(SESSION));
    sessions().create(aSession(sid(2)));
    for (int size = 1; size <= 70; size++) {
      ledgers().append(sid(2), at(NOW, anObservation(1)));
      ledgers().append(SESSION, at(NOW, anObservation(size)));

      int count = size;
      var hashes = leaves(SESSION).stream().map(LedgerEntry::leafHash).toList();
      assertThat(hashes).hasSize(size);
      assertThat(ledgers().<Bytes>ofNodes(SESSION, nodes -> MerkleTree.root(nodes, count)))
          .isEqualTo(rootOf(hashes));
    }
    assertThatThrownBy(() -> ledgers().ofNodes(SESSION, it -> it.node(0, 70)))
        .isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> ledgers().ofNodes(SESSION, it -> it.node(3, 8)))
        .isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> ledgers().ofNodes(sid(3), it -> it.node(0, 0)))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  default void anEntryIsFoundByTheStatementThatItFollowsFrom() {
    sessions().create(aSession(SESSION));
    ledgers()
        .append(SESSION, at(NOW, anEntry(0), anObservation(1), anEntry(1), anEntry(1), anEntry(2)));

    assertThat(ledgers().indexOf(SESSION, 0)).hasValue(0);
    assertThat(ledgers().indexOf(SESSION, 1)).hasValue(2);
    assertThat(ledgers().indexOf(SESSION, 2)).hasValue(4);
    assertThat(ledgers().indexOf(SESSION, 3)).isEmpty();
    assertThat(ledgers().indexOf(sid(2), 0)).isEmpty();
    assertThat(ledgers().statements(SESSION, 0)).isZero();
    assertThat(ledgers().statements(SESSION, 2)).isEqualTo(1);
    assertThat(ledgers().statements(SESSION, 4)).isEqualTo(2);
    assertThat(ledgers().statements(SESSION, 9)).isEqualTo(3);
    assertThat(ledgers().statements(sid(2), 9)).isZero();
  }

  @Test
  default void onlyALedgerWithoutEntriesIsBegun() {
    sessions().create(aSession(SESSION));

    ledgers().begin(SESSION, at(NOW, anEntry(0), anEntry(1)));
    ledgers().begin(SESSION, at(NOW, anEntry(0), anEntry(1), anEntry(2)));
    ledgers().begin(sid(2), at(NOW, anEntry(0)));

    assertThat(leaves(SESSION)).containsExactly(anEntry(0).at(NOW), anEntry(1).at(NOW));
    assertThat(ledgers().size(sid(2))).isZero();
  }

  @Test
  default void withoutASessionNothingIsEntered() {
    assertThat(ledgers().append(SESSION, at(NOW, anObservation(1)))).isZero();
    assertThat(ledgers().size(SESSION)).isZero();
  }

  @Test
  default void detailsAreErasedByAgeAndTheEntriesStay() {
    sessions().create(aSession(SESSION));
    sessions().create(aSession(sid(2)));
    long before = NewEntries.micros(START.plusSeconds(60));
    ledgers().append(SESSION, at(before - 2, anObservation(1), anEntry(1)));
    ledgers().append(sid(2), at(before - 1, anObservation(2), anObservation(3)));
    ledgers().append(SESSION, at(before, anObservation(4)));
    var leaves = leaves(SESSION);

    assertThat(ledgers().eraseDetails(START.plusSeconds(60), 2, ERASURE)).isEqualTo(2);
    assertThat(ledgers().eraseDetails(START.plusSeconds(60), 2, ERASURE)).isEqualTo(1);
    assertThat(ledgers().eraseDetails(START.plusSeconds(60), 2, ERASURE)).isZero();

    assertThat(leaves(SESSION)).startsWith(leaves.toArray(LedgerEntry[]::new));
    assertThat(ledgers().entries(SESSION, 0, 3))
        .extracting(StoredEntry::details)
        .containsExactly(Optional.empty(), Optional.empty(), anObservation(4).details());
    assertThat(ledgers().entries(sid(2), 0, 9)).allMatch(it -> it.details().isEmpty());
    assertThat(ledgers().eraseDetails(EXPIRY, 9, ERASURE)).isEqualTo(1);
  }

  @Test
  default void whatWasErasedByAgeIsEnteredInTheSameStep() {
    sessions().create(aSession(SESSION));
    sessions().create(aSession(sid(2)));
    ledgers().append(SESSION, at(NOW, anObservation(1), anEntry(1), anObservation(2)));
    ledgers().append(sid(2), at(NOW, anEntry(1)));

    ledgers().eraseDetails(EXPIRY, 9, ERASURE);

    var erased = leaves(SESSION).getLast();
    assertThat(erased.type()).isEqualTo(EntryType.DETAILS_ERASED);
    assertThat(erased.count()).isEqualTo(2);
    assertThat(erased.log()).isEqualTo(2);
    assertThat(ledgers().size(SESSION)).isEqualTo(4);
    assertThat(ledgers().size(sid(2))).isEqualTo(1);
  }

  @Test
  default void whatIsKeptOfAMemberIsErasedTogetherWithTheEntryThatSaysSo() {
    sessions().create(aSession(SESSION));
    sessions().putName(SESSION, aName(2, 1));
    sessions().putName(SESSION, aName(3, 1));
    ledgers().append(SESSION, at(NOW, aConnection(2), aConnection(3), anObservation(1)));
    var leaves = leaves(SESSION);

    assertThat(ledgers().erase(SESSION, mid(2), at(NOW, anEntry(1)))).isEqualTo(1);

    assertThat(leaves(SESSION)).startsWith(leaves.toArray(LedgerEntry[]::new)).hasSize(4);
    assertThat(ledgers().entries(SESSION, 0, 3))
        .extracting(it -> it.details().isPresent())
        .containsExactly(false, true, true);
    assertThat(sessions().names(SESSION, 0)).extracting(StoredName::member).containsExactly(mid(3));
    assertThat(ledgers().erase(sid(9), mid(2), at(NOW, anEntry(1)))).isZero();
    assertThat(ledgers().size(sid(9))).isZero();
  }

  @Test
  default void aLedgerGoesWithItsSession() {
    sessions().create(aSession(SESSION));
    ledgers().append(SESSION, at(NOW, anObservation(1)));

    sessions().purge(EXPIRY);
    sessions().create(aSession(SESSION));

    assertThat(ledgers().size(SESSION)).isZero();
    assertThat(ledgers().entries(SESSION, 0, 9)).isEmpty();
  }

  @Test
  default void entriesOfManyAtOnceTakeAPlaceEach() {
    sessions().create(aSession(SESSION));

    var sizes =
        Race.of(
            50, runner -> ledgers().append(SESSION, at(NOW + runner, anObservation(1 + runner))));

    assertThat(sizes).doesNotHaveDuplicates();
    var leaves = leaves(SESSION);
    assertThat(leaves).hasSize(50).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
    assertThat(ledgers().<Bytes>ofNodes(SESSION, nodes -> MerkleTree.root(nodes, 50)))
        .isEqualTo(rootOf(leaves.stream().map(LedgerEntry::leafHash).toList()));
  }

  private List<LedgerEntry> leaves(SessionId session) {
    return ledgers().entries(session, 0, 1_000).stream()
        .map(it -> LedgerEntry.parse(it.leaf()))
        .toList();
  }

  private static NewEntries at(long micros, NewEntry... entries) {
    return new NewEntries(micros, List.of(entries));
  }

  /// RFC 9162 §2.1.1, word for word.
  private static Bytes rootOf(List<Bytes> hashes) {
    if (hashes.size() == 1) {
      return hashes.getFirst();
    }
    int left = Integer.highestOneBit(hashes.size() - 1);
    return Bytes.of(
        Hashes.sha256(
            NODE_PREFIX,
            rootOf(hashes.subList(0, left)).toByteArray(),
            rootOf(hashes.subList(left, hashes.size())).toByteArray()));
  }
}
