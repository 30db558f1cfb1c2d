package dev.latchkey.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.ledger.LedgerMetrics;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.metric.Metrics;
import dev.latchkey.broker.store.Samples;
import dev.latchkey.broker.store.memory.MemoryStore;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RostersTest {
  private final MemoryStore store = new MemoryStore();

  @Test
  void aLogIsFoldedOnceForAllWhoWantItAtTheSameTime() throws Exception {
    var session = storeALog();
    var rosters = rosters();
    var begin = new CountDownLatch(1);
    var folded = new ArrayList<Future<Roster>>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        folded.add(
            pool.submit(
                () -> {
                  begin.await();
                  return rosters.of(session);
                }));
      }
      begin.countDown();
    }

    var first = folded.getFirst().get();
    assertThat(first.size()).isGreaterThan(50);
    for (var one : folded) {
      assertThat(one.get()).isSameAs(first);
    }
  }

  private Rosters rosters() {
    return new Rosters(
        store,
        store,
        new LedgerMetrics(new Metrics(System::nanoTime)),
        InstantSource.system(),
        new Lifetime(Duration.ofDays(1), Optional.empty()),
        _ -> {},
        10);
  }

  /// A real log of some length, in the store.
  private SessionId storeALog() {
    try (var broker = TestBroker.inMemory()) {
      var host = broker.host();
      for (int i = 0; i < 50; i++) {
        host.invite(Role.EDITOR);
      }
      var entries = new ArrayList<String>();
      host.get(host.path("/members"))
          .require(200)
          .json()
          .get("statements")
          .forEach(entry -> entries.add(entry.asText()));
      var wrap = new StoredWrap(1, new WrapRecipient.Member(host.id()), Samples.bytes("wrap"));
      var now = InstantSource.system().instant();
      store.create(
          new NewSession(
              host.session(),
              List.copyOf(entries),
              now,
              now.plusSeconds(3_600),
              wrap,
              NewEntries.NONE,
              Optional.empty()));
      return host.session();
    }
  }
}
