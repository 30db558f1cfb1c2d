package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.config.HeldKeys;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.http.DpopNonces.Spending;
import dev.latchkey.crypto.Base64Url;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DpopNoncesTest {
  private final TestClock clock = new TestClock();
  private final Keys keys = Keys.generate(new SecureRandom());
  private final Set<String> elsewhere = new HashSet<>();
  private final DpopNonces nonces = nonces(4, null);

  private DpopNonces nonces(int most, @Nullable SpentProofs spent) {
    return new DpopNonces(
        () -> macKeys(keys),
        spent,
        clock,
        clock::nanoTime,
        new SecureRandom(),
        Duration.ofMinutes(5),
        most);
  }

  private static List<SecretKeySpec> macKeys(Keys of) {
    return new HeldKeys(of, InstantSource.system()).macKeys("nonces");
  }

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
    var own = nonces.current();
    for (var nonce :
        List.of("", "=", "AAAAAAAAAAAAAAAAAAAAAA", "A".repeat(32), own + "A", own.substring(1))) {
      assertThat(nonces.spend(nonce, "key", "id")).isEqualTo(Spending.STALE);
    }
    var stranger = Keys.generate(new SecureRandom());
    var strangers =
        new DpopNonces(() -> macKeys(stranger), null, clock, clock::nanoTime, new SecureRandom());
    assertThat(nonces.spend(strangers.current(), "key", "id")).isEqualTo(Spending.STALE);
  }

  @Test
  void aNonceWithoutAMacUnderTheKeyOfTheStoreIsStaleWhoeverSeemsToHaveMadeIt() {
    var one = nonces(4, this::spend);
    var own = one.current();
    var stranger = Keys.generate(new SecureRandom());
    var strangers =
        new DpopNonces(
            () -> macKeys(stranger), this::spend, clock, clock::nanoTime, new SecureRandom());
    byte[] forged = Base64Url.decode(own);
    forged[forged.length - 1] ^= 1;

    assertThat(one.spend(strangers.current(), "key", "id")).isEqualTo(Spending.STALE);
    assertThat(one.spend(Base64Url.encode(forged), "key", "id")).isEqualTo(Spending.STALE);
    assertThat(one.spend(own, "key", "id")).isEqualTo(Spending.SPENT);
  }

  @Test
  void aNonceOfAClockThatIsFastCountsUpToOneLifetimeAhead() {
    var slow = nonces(4, SpentProofs.UNKNOWN);
    clock.jump(Duration.ofMinutes(5));
    var fast = nonces(4, null).current();
    clock.jump(Duration.ofMillis(1));
    var faster = nonces(4, null).current();

    assertThat(slow.spend(fast, "key", "id")).isEqualTo(Spending.SPENT);
    assertThat(slow.spend(faster, "key", "id")).isEqualTo(Spending.STALE);
  }

  @Test
  void theOthersAreNotAskedOfAnOldNonceNorWhetherWhatWasSpentHereWas() {
    var one = nonces(4, this::spend);
    var nonce = one.current();
    assertThat(one.spend(nonce, "key", "id")).isEqualTo(Spending.SPENT);
    elsewhere.clear();

    assertThat(one.spend(nonce, "key", "id")).isEqualTo(Spending.REPLAYED);
    clock.advance(Duration.ofMinutes(10));
    assertThat(one.spend(nonce, "key", "other")).isEqualTo(Spending.STALE);
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void aNonceOfAnotherBrokerIsRecognised() {
    var one = nonces(4, SpentProofs.UNKNOWN);
    var nonce = nonces(4, SpentProofs.UNKNOWN).current();

    assertThat(one.spend(nonce, "key", "id")).isEqualTo(Spending.SPENT);
    assertThat(one.spend(nonce, "key", "id")).isEqualTo(Spending.REPLAYED);
    assertThat(nonces.spend(nonce, "key", "id")).isEqualTo(Spending.STALE);
  }

  @Test
  void whatWasSpentWithAnotherBrokerIsReplayed() {
    var one = nonces(4, this::spend);
    var two = nonces(4, this::spend);
    var nonce = one.current();

    assertThat(one.spend(nonce, "key", "id")).isEqualTo(Spending.SPENT);
    assertThat(two.spend(nonce, "key", "id")).isEqualTo(Spending.REPLAYED);
    assertThat(two.spend(nonce, "key", "other")).isEqualTo(Spending.SPENT);
  }

  private Optional<Boolean> spend(String proof, Duration remembered) {
    assertThat(remembered).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(15));
    return Optional.of(elsewhere.add(proof));
  }

  @Test
  void aNonceFromBeforeTheStartCountsOnlyWhereTheOthersSayWhatWasSpent() {
    var nonce = nonces.current();
    clock.advance(Duration.ofSeconds(1));

    assertThat(nonces(4, SpentProofs.UNKNOWN).spend(nonce, "key", "id")).isEqualTo(Spending.STALE);
    assertThat(nonces(4, this::spend).spend(nonce, "key", "id")).isEqualTo(Spending.SPENT);
    assertThat(nonces(4, this::spend).spend(nonce, "key", "id")).isEqualTo(Spending.REPLAYED);
  }

  @Test
  void aProofUnderANonceOfAFastClockIsRememberedThroughManyTurns() {
    clock.advance(Duration.ofMinutes(4));
    var fast = nonces(4, null).current();
    clock.jump(Duration.ofMinutes(-4));
    var slow = nonces(1, SpentProofs.UNKNOWN);
    assertThat(slow.spend(fast, "key", "id")).isEqualTo(Spending.SPENT);

    for (int i = 0; i < 5; i++) {
      assertThat(slow.spend(slow.current(), "key", "id" + i)).isEqualTo(Spending.SPENT);
      assertThat(slow.spend(fast, "key", "id")).isNotEqualTo(Spending.SPENT);
    }
  }

  @Test
  void ofManyAtOnceOneSpendsTheProof() throws Exception {
    var roomy = nonces(1_000, null);
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
