package dev.latchkey.broker.ledger;

import static dev.latchkey.broker.store.Samples.EXPIRY;
import static dev.latchkey.broker.store.Samples.START;
import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anObservation;
import static dev.latchkey.broker.store.Samples.sid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.memory.MemoryStore;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.InclusionProof;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrokerLogTest {
  private static final String ORIGIN = "https://broker.example";

  private final SigningKey key = SigningKey.fromSeed(new byte[SigningKey.SEED_SIZE]);
  private final MemoryStore store = new MemoryStore();
  private BrokerLog log = openAt(ORIGIN);

  private BrokerLog openAt(String origin) {
    return new BrokerLog(store.log(), store, origin, TestLedgerKeys.only(key));
  }

  private void act(int session) {
    store.create(aSession(sid(session)));
    store.append(sid(session), NewEntries.at(START, List.of(anObservation(1))));
  }

  private Checkpoint published() {
    return Checkpoint.open(log.published(), log.key());
  }

  private void enterAndPublish() {
    log.enter();
    var newest = log.newest();
    log.publish(newest, log.sign(newest));
  }

  @Test
  void aNewLogIsEmptyAndSaysSo() {
    assertThat(published())
        .isEqualTo(new Checkpoint("broker.example/log", 0, MerkleTree.EMPTY_ROOT));
    assertThat(log.tile(0, 0, 1)).isEmpty();
    assertThat(log.bundle(0, 1)).isEmpty();
  }

  @Test
  void anEntryIsTheCheckpointOfALedgerWithoutSignature() {
    act(1);
    act(1);
    enterAndPublish();

    Bytes root = store.ofNodes(sid(1), it -> MerkleTree.root(it, 2));
    var expected = new Checkpoint(Checkpoint.sessionOrigin(ORIGIN, sid(1)), 2, root).body();
    var entry = log.logged(sid(1)).entries().getFirst();
    assertThat(entry.text()).isEqualTo(Bytes.of(expected.getBytes(UTF_8)));
    assertThat(entry.size()).isEqualTo(2);
  }

  @Test
  void severalRoundsAtOnceEnterNothingTwice() {
    IntStream.rangeClosed(1, 200).forEach(this::act);

    IntStream.range(0, 8).parallel().forEach(_ -> log.enter());

    assertThat(log.size()).isEqualTo(200);
  }

  @Test
  void everyEntryOfASessionIsProvenInWhatIsPublished() {
    for (int round = 0; round < 10; round++) {
      act(1);
      act(2 + round);
      enterAndPublish();
    }
    act(1);
    log.enter(); // not published yet

    var logged = log.logged(sid(1));
    assertThat(logged.entries()).hasSize(10);
    assertThat(logged.note()).isEqualTo(log.published());
    for (var entry : logged.entries()) {
      var hashes = log.inclusion(entry.index(), logged.logSize());
      var proof = new InclusionProof(entry.index(), logged.logSize(), hashes);
      var leafHash = MerkleTree.leafHash(entry.text().toByteArray());
      assertThat(proof.proves(leafHash, published().root())).isTrue();
    }
  }

  @Test
  void aPublishedCheckpointIsNeverFollowedByASmallerOne() {
    act(1);
    log.enter();
    var small = log.newest();
    act(2);
    enterAndPublish();

    log.publish(small, log.sign(small));

    assertThat(published().size()).isEqualTo(2);
  }

  @Test
  void aSessionThatIsGoneBeforeItsEntryHoldsUpNobody() {
    act(1);
    act(2);
    store.purge(EXPIRY);
    act(3);

    log.enter();

    assertThat(log.logged(sid(3)).logSize()).isZero();
    assertThat(log.size()).isEqualTo(1);
  }

  @Test
  void afterARestartTheSameCheckpointIsPublished() {
    act(1);
    enterAndPublish();
    var before = log.published();

    log = openAt(ORIGIN);

    assertThat(log.published()).isEqualTo(before);
  }

  @Test
  void aBrokerWithAnotherAddressHasALogOfAnotherName() {
    act(1);
    enterAndPublish();

    log = openAt("https://other.example");

    assertThat(published().origin()).isEqualTo("other.example/log");
    assertThat(published().size()).isEqualTo(1);
  }

  @Test
  void aStoreThatLostWhatWasSignedIsRefused() {
    act(1);
    log.enter();
    var other = new Checkpoint(log.key().name(), 1, MerkleTree.EMPTY_ROOT);
    var larger = new Checkpoint(log.key().name(), 2, log.newest().root());

    for (var signed : List.of(other, larger)) {
      store.log().keepCheckpoint(signed.sign(key));
      assertThatThrownBy(() -> openAt(ORIGIN)).isInstanceOf(StoreFailedException.class);
    }
  }
}
