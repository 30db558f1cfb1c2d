package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.http.DpopNonces.Spending;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class DpopNoncesTest {
  private final TestClock clock = new TestClock();
  private final DpopNonces nonces =
      new DpopNonces(new SecureRandom(), clock::nanoTime, Duration.ofMinutes(5), 4);

  @Test
  void aProofIsSpentOncePerKey() {
    var nonce = nonces.current();

    assertThat(nonces.spend(nonce, "key", "id")).isEqualTo(Spending.SPENT);
    assertThat(nonces.spend(nonce, "key", "id")).isEqualTo(Spending.REPLAYED);
    assertThat(nonces.spend(nonce, "other", "id")).isEqualTo(Spending.SPENT);
    assertThat(nonces.spend(nonce, "key", "other")).isEqualTo(Spending.SPENT);
  }

  @Test
  void aNonceIsAcceptedForLessThanTwoLifetimesAndRemembersForAsLong() {
    var nonce = nonces.current();
    nonces.spend(nonce, "key", "id");
    clock.advance(Duration.ofMinutes(10).minusNanos(1));

    assertThat(nonces.spend(nonce, "key", "id")).isEqualTo(Spending.REPLAYED);
    assertThat(nonces.spend(nonce, "key", "other")).isEqualTo(Spending.SPENT);
    clock.advance(Duration.ofNanos(1));
    assertThat(nonces.spend(nonce, "key", "third")).isEqualTo(Spending.STALE);
  }

  @Test
  void aNonceIsGivenOutForOneLifetime() {
    var first = nonces.current();
    clock.advance(Duration.ofMinutes(5).minusNanos(1));
    assertThat(nonces.current()).isEqualTo(first);
    clock.advance(Duration.ofNanos(1));
    assertThat(nonces.current()).isNotEqualTo(first);
  }

  @Test
  void whenTooMuchIsSpentANewNonceBeginsAndMemoryStaysBounded() {
    var first = nonces.current();
    for (int i = 0; i < 4; i++) {
      assertThat(nonces.spend(first, "key", "id" + i)).isEqualTo(Spending.SPENT);
    }

    var second = nonces.current();

    assertThat(second).isNotEqualTo(first);
    for (int i = 0; i < 4; i++) {
      assertThat(nonces.spend(second, "key", "id" + i)).isEqualTo(Spending.SPENT);
    }
    assertThat(nonces.current()).isNotEqualTo(second);
    assertThat(nonces.spend(first, "key", "more")).isEqualTo(Spending.STALE);
  }

  @Test
  void aNonceOfNobodyIsStale() {
    assertThat(nonces.spend("AAAAAAAAAAAAAAAAAAAAAA", "key", "id")).isEqualTo(Spending.STALE);
  }

  @Test
  void ofManyAtOnceOneSpendsTheProof() throws Exception {
    var roomy = new DpopNonces(new SecureRandom(), clock::nanoTime, Duration.ofMinutes(5), 1_000);
    var nonce = roomy.current();
    var tries = new ArrayList<Callable<Spending>>();
    for (int i = 0; i < 200; i++) {
      tries.add(() -> roomy.spend(nonce, "key", "id"));
    }

    int spent = 0;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : executor.invokeAll(tries)) {
        spent += result.get() == Spending.SPENT ? 1 : 0;
      }
    }

    assertThat(spent).isEqualTo(1);
  }
}
