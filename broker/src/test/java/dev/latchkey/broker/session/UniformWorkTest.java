package dev.latchkey.broker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.StrangersJoins;
import dev.latchkey.broker.TestBroker;
import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.ledger.LedgerMetrics;
import dev.latchkey.broker.ledger.Notices;
import dev.latchkey.broker.ledger.Recording;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.limit.JoinLimits;
import dev.latchkey.broker.limit.Limits;
import dev.latchkey.broker.metric.Metrics;
import dev.latchkey.crypto.sign.SigningKey;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A stranger's join costs the same work, whatever is wrong with it: the same calls of the store,
/// and memory for the same parsing and the same one verification, to a few hundredths.
class UniformWorkTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int TRIES = 10;

  private final TestBroker broker = TestBroker.inMemory(StrangersJoins.SETTINGS);
  private final Map<String, String> joins = StrangersJoins.to(broker);
  private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
  private final TestClock clock = new TestClock();
  private final Metrics metrics = new Metrics(clock::nanoTime);
  private final Notices notices =
      new Notices(
          broker.ledgerStore(),
          counting(),
          Recording.withPrefix(new SecureRandom()),
          new LedgerMetrics(metrics),
          broker.clock(),
          clock::nanoTime,
          _ -> {});
  private final JoinProofs proofs = proofs();
  private int callers;

  @AfterEach
  void stop() {
    notices.close();
    broker.close();
  }

  @Test
  void everyRefusalAsksTheStoreTheSameQuestions() {
    joins.values().forEach(this::refuse);
    calls.clear();

    assertThat(joins).hasSize(14);
    for (var join : joins.entrySet()) {
      refuse(join.getValue());
      assertThat(calls).as(join.getKey()).containsExactly("find");
      calls.clear();
    }
  }

  @Test
  void everyRefusalTakesTheSameWork() {
    var work = new LinkedHashMap<String, Long>();
    joins.forEach((name, statement) -> work.put(name, work(statement)));
    System.out.println("bytes allocated for a refusal: " + work);
    long reference = work.get("unknown invite");
    assertThat(work)
        .allSatisfy((_, it) -> assertThat(it).isCloseTo(reference, withinPercentage(4)));
  }

  @Test
  void whatWasRefusedIsWrittenLater() {
    calls.clear();
    refuse(joins.get("ready"));
    refuse(joins.get("ready"));
    assertThat(calls).doesNotContain("countFailed");

    notices.settle();

    assertThat(calls).containsOnlyOnce("countFailed");
  }

  private void refuse(String statement) {
    var caller = new Caller(InetAddress.ofLiteral("10.0.0." + callers++ % 200));
    clock.advance(Duration.ofMinutes(1));
    assertThatThrownBy(() -> proofs.find(caller, statement)).isInstanceOf(NotFound.class);
  }

  /// The least of several measurements: whatever happens on the way adds to it.
  private long work(String statement) {
    var caller = new Caller(InetAddress.ofLiteral("10.0.1.1"));
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      try {
        var _ = proofs.find(caller, statement);
      } catch (NotFound e) {
        least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      }
    }
    return least;
  }

  private JoinProofs proofs() {
    var random = new SecureRandom();
    var rosters =
        new Rosters(
            counting(),
            broker.ledgerStore(),
            new LedgerMetrics(new Metrics(clock::nanoTime)),
            broker.clock(),
            new Lifetime(Duration.ofDays(30), Optional.empty()),
            _ -> {},
            1_000);
    return new JoinProofs(
        rosters,
        new JoinLimits(new Limits(clock::nanoTime, random, 1_000)),
        notices,
        SigningKey.generate(random).verifyingKey(),
        new DecoyJoins(broker.origin(), random, _ -> {}),
        new SessionMetrics(metrics));
  }

  /// The broker's own store, with a note of every call.
  private SessionStore counting() {
    var store = broker.sessionStore();
    return (SessionStore)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (_, method, arguments) -> {
              calls.add(method.getName());
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
