package dev.latchkey.broker.witness;

import static dev.latchkey.broker.store.Samples.aSession;
import static dev.latchkey.broker.store.Samples.anObservation;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.ledger.BrokerLog;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.TestLedgerKeys;
import dev.latchkey.broker.store.Samples;
import dev.latchkey.broker.store.memory.MemoryStore;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.SignatureKey;
import dev.latchkey.crypto.ledger.SignedNote;
import dev.latchkey.crypto.ledger.WitnessPolicy;
import dev.latchkey.crypto.sign.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishingTest {
  private static final String ORIGIN = "https://broker.example";
  private static final Executor AT_ONCE = Runnable::run;

  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final TestClock clock = new TestClock();
  private final TestWitness ann = TestWitness.start("ann");
  private final TestWitness bob = TestWitness.start("bob");
  private MemoryStore store;
  private BrokerLog log;

  @BeforeEach
  void beginALog() {
    store = new MemoryStore();
    log = new BrokerLog(store.log(), store, ORIGIN, TestLedgerKeys.only(key));
    ann.trust(log.key());
    bob.trust(log.key());
  }

  @AfterEach
  void stop() {
    ann.close();
    bob.close();
  }

  /// One more session with a ledger of one entry.
  private void grow(int session) {
    store.create(aSession(sid(session)));
    act(session);
  }

  private void act(int session) {
    store.append(sid(session), NewEntries.at(Samples.START, List.of(anObservation(1))));
  }

  private Publishing publishing(String quorum, Executor executor) {
    var text = "log " + log.key().text() + "\n" + ann.policyLine() + bob.policyLine() + quorum;
    return new Publishing(log, WitnessPolicy.parse(text), executor, clock::nanoTime);
  }

  private Publishing publishing(String quorum) {
    return publishing(quorum, AT_ONCE);
  }

  private long published() {
    return Checkpoint.open(log.published(), log.key()).size();
  }

  private Set<SignatureKey> signers() {
    return SignedNote.parse(log.published())
        .signers(List.<SignatureKey>of(log.key(), ann.key(), bob.key()));
  }

  @Test
  void aCheckpointIsPublishedWithTheSignaturesOfAllWitnesses() {
    grow(1);
    var publishing = publishing("group both all ann bob\nquorum both\n");

    publishing.round();

    assertThat(published()).isEqualTo(1);
    assertThat(signers()).containsExactlyInAnyOrder(log.key(), ann.key(), bob.key());
    assertThat(ann.newest()).contains(log.newest());
  }

  @Test
  void theNextCheckpointIsProvenToContinueTheLast() {
    var publishing = publishing("group both all ann bob\nquorum both\n");
    for (int session = 1; session <= 20; session++) {
      grow(session);
      publishing.round();

      assertThat(published()).isEqualTo(session);
      assertThat(signers()).contains(ann.key(), bob.key());
    }
    assertThat(ann.answers()).hasSize(20).containsOnly(200);
  }

  @Test
  void nothingIsAskedWhenNothingHasGrown() {
    grow(1);
    var publishing = publishing("quorum ann\n");
    publishing.round();
    publishing.round();
    clock.advance(Duration.ofHours(1));
    publishing.round();

    assertThat(ann.answers()).hasSize(1);
  }

  @Test
  void withoutAWitnessTheCheckpointIsPublishedAllTheSame() {
    ann.close();
    bob.close();
    grow(1);
    var publishing = publishing("group both all ann bob\nquorum both\n");

    publishing.round();

    assertThat(published()).isEqualTo(1);
    assertThat(signers()).containsExactly(log.key());
  }

  @Test
  void withoutAPolicyNobodyIsAsked() {
    grow(1);
    var policy = WitnessPolicy.parse("quorum none\n");
    var publishing = new Publishing(log, policy, AT_ONCE, clock::nanoTime);

    publishing.round();

    assertThat(published()).isEqualTo(1);
    assertThat(ann.answers()).isEmpty();
  }

  @Test
  void aWitnessThatFailsIsAskedAgainAfterEverLongerPauses() {
    ann.refuse(Optional.of(500));
    grow(1);
    var publishing = publishing("quorum ann\n");
    var asked = new ArrayList<Integer>();
    for (int second = 0; second < 70; second++) {
      int before = ann.answers().size();
      publishing.round();
      if (ann.answers().size() > before) {
        asked.add(second);
      }
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(asked).containsExactly(0, 2, 6, 14, 30, 62);
  }

  @Test
  void aWitnessThatComesBackSignsTheNewestCheckpoint() {
    grow(1);
    var publishing = publishing("group both all ann bob\nquorum both\n");
    publishing.round();
    ann.refuse(Optional.of(503));
    grow(2);
    publishing.round();
    grow(3);
    publishing.round();
    assertThat(signers()).containsExactlyInAnyOrder(log.key(), bob.key());
    ann.refuse(Optional.empty());
    clock.advance(Duration.ofSeconds(2));

    publishing.round();

    assertThat(published()).isEqualTo(3);
    assertThat(signers()).contains(ann.key(), bob.key());
  }

  @Test
  void whatAWaitedForWitnessDoesNotSignIsPublishedAfterTenSeconds() {
    var never = new ArrayList<Runnable>();
    grow(1);
    var publishing = publishing("quorum ann\n", never::add);
    publishing.round();
    clock.advance(Duration.ofSeconds(9));
    publishing.round();
    assertThat(published()).isEqualTo(0);
    clock.advance(Duration.ofSeconds(1));

    publishing.round();

    assertThat(published()).isEqualTo(1);
    assertThat(never).hasSize(2);
    never.forEach(Runnable::run);
    assertThat(signers()).contains(ann.key(), bob.key());
  }

  @Test
  void theQuorumAloneIsWaitedFor() {
    var tasks = new ArrayList<Runnable>();
    grow(1);
    var publishing = publishing("group one any ann bob\nquorum one\n", tasks::add);
    publishing.round();
    assertThat(published()).isEqualTo(0);

    tasks.getFirst().run();

    assertThat(published()).isEqualTo(1);
  }

  @Test
  void aWitnessIsToldOnlyOfOneCheckpointAtATime() {
    var tasks = new ArrayList<Runnable>();
    grow(1);
    var publishing = publishing("quorum ann\n", tasks::add);
    publishing.round();
    for (int session = 2; session < 30; session++) {
      grow(session);
      clock.advance(Duration.ofSeconds(1));
      publishing.round();
    }

    assertThat(tasks).hasSize(2);
  }

  @Test
  void afterARestartTheWitnessSaysWhereItStands() {
    grow(1);
    publishing("quorum ann\n").round();
    grow(2);
    log = new BrokerLog(store.log(), store, ORIGIN, TestLedgerKeys.only(key));

    publishing("quorum ann\n").round();

    assertThat(ann.answers()).containsExactly(200, 409, 200);
    assertThat(published()).isEqualTo(2);
    assertThat(signers()).contains(ann.key());
  }

  @Test
  void afterARestartTheSignaturesThatThereWereAreStillServed() {
    grow(1);
    publishing("group both all ann bob\nquorum both\n").round();
    var before = log.published();
    ann.refuse(Optional.of(500));
    log = new BrokerLog(store.log(), store, ORIGIN, TestLedgerKeys.only(key));

    publishing("group both all ann bob\nquorum both\n").round();

    assertThat(log.published()).isEqualTo(before);
    assertThat(ann.answers()).hasSize(1);
  }

  @Test
  void aWitnessDoesNotSignAForkOfWhatItHasSigned() {
    grow(1);
    grow(2);
    publishing("quorum ann\n").round();
    beginAnotherLog();
    grow(3);
    grow(4);
    grow(5);

    publishing("quorum ann\n").round();

    assertThat(ann.answers()).containsExactly(200, 409, 422);
    assertThat(signers()).containsExactly(log.key());
    assertThat(ann.newest().orElseThrow().size()).isEqualTo(2);
  }

  @Test
  void aWitnessDoesNotSignAnotherLogOfTheSameSize() {
    grow(1);
    publishing("quorum ann\n").round();
    beginAnotherLog();
    grow(2);

    publishing("quorum ann\n").round();

    assertThat(ann.answers()).containsExactly(200, 409, 409);
    assertThat(signers()).containsExactly(log.key());
  }

  @Test
  void aWitnessDoesNotSignAnOlderCopyOfTheLog() {
    grow(1);
    grow(2);
    publishing("quorum ann\n").round();
    beginAnotherLog();
    grow(1);

    publishing("quorum ann\n").round();

    assertThat(ann.answers()).containsExactly(200, 409);
    assertThat(signers()).containsExactly(log.key());
  }

  @Test
  void aSignatureUnderSomethingElseIsNotTaken() {
    var impostor = TestWitness.start("ann");
    impostor.trust(log.key());
    grow(1);
    var line = impostor.policyLine().split(" ");
    var text = "witness ann " + ann.key().text() + " " + line[3] + "quorum ann\n";
    var publishing = new Publishing(log, WitnessPolicy.parse(text), AT_ONCE, clock::nanoTime);

    publishing.round();

    assertThat(impostor.answers()).containsExactly(200);
    assertThat(published()).isEqualTo(1);
    assertThat(signers()).containsExactly(log.key());
    impostor.close();
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    var bobs = bob.policyLine().split(" ")[3].strip();
    var elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Location", bobs + "/add-checkpoint");
            exchange.sendResponseHeaders(307, -1);
          }
        });
    elsewhere.start();
    grow(1);
    var address = "http://127.0.0.1:" + elsewhere.getAddress().getPort();
    var text = "witness bob " + bob.key().text() + " " + address + "\nquorum bob\n";

    new Publishing(log, WitnessPolicy.parse(text), AT_ONCE, clock::nanoTime).round();

    assertThat(bob.answers()).isEmpty();
    assertThat(signers()).containsExactly(log.key());
    elsewhere.stop(0);
  }

  /// With the key of the first, as a broker that lies would.
  private void beginAnotherLog() {
    store = new MemoryStore();
    log = new BrokerLog(store.log(), store, ORIGIN, TestLedgerKeys.only(key));
  }
}
