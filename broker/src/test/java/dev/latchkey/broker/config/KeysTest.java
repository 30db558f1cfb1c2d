package dev.latchkey.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.broker.config.Keys.Use;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final Instant BEGUN = NOW.plus(Keys.NOTICE);

  private final Keys keys = Keys.generate(RANDOM);

  private static String kid(Keys keys, Instant at) {
    return keys.ring(at).kid();
  }

  @Test
  void aNewTokenKeyIsKnownAtOnceAndSignsAfterItsNotice() {
    var rotated = keys.rotated(Use.TOKEN, NOW, RANDOM);

    var old = kid(keys, NOW);
    var young = kid(rotated, BEGUN);
    assertThat(young).isNotEqualTo(old);
    assertThat(kid(rotated, BEGUN.minusNanos(1))).isEqualTo(old);
    assertThat(rotated.ring(NOW).find(young)).isPresent();
    assertThat(rotated.published(NOW)).hasSize(3);
    assertThat(rotated.nextChange(NOW)).isEqualTo(BEGUN);
  }

  @Test
  void anOldTokenKeyCountsUntilItsLastTokenHasExpired() {
    var rotated = keys.rotated(Use.TOKEN, NOW, RANDOM);

    var old = kid(keys, NOW);
    var lastExpiry = BEGUN.plus(Duration.ofDays(7)).plusSeconds(30);
    assertThat(rotated.ring(lastExpiry).find(old)).isPresent();
    var over = rotated.nextChange(BEGUN);
    assertThat(over).isBetween(lastExpiry, lastExpiry.plusSeconds(60));
    assertThat(rotated.ring(over).find(old)).isEmpty();
    assertThat(rotated.published(over)).hasSize(2);
    assertThat(rotated.rotated(Use.TOKEN, over, RANDOM).tokenKeys().keys()).hasSize(2);
  }

  @Test
  void aStolenTokenKeyIsGoneAtOnceWithAllOthersBeforeTheNewOne() {
    var replaced = keys.rotated(Use.TOKEN, NOW, RANDOM).replaced(Use.TOKEN, NOW, RANDOM);

    assertThat(replaced.tokenKeys().keys()).hasSize(1);
    assertThat(replaced.ring(NOW).find(kid(keys, NOW))).isEmpty();
    assertThat(kid(replaced, NOW)).isNotEqualTo(kid(keys, NOW));
  }

  @Test
  void whatAnOldDataKeyMadeIsRecognisedForAsLongAsAChallengeLives() {
    var rotated = keys.rotated(Use.DATA, NOW, RANDOM);

    var old = keys.data(NOW).getFirst();
    assertThat(rotated.data(BEGUN).getFirst()).isNotEqualTo(old);
    assertThat(rotated.data(BEGUN.plus(Duration.ofMinutes(5)))).contains(old);
    assertThat(rotated.data(BEGUN.plus(Duration.ofMinutes(7)))).doesNotContain(old);
    assertThat(keys.replaced(Use.DATA, NOW, RANDOM).data(NOW)).hasSize(1).doesNotContain(old);
  }

  @Test
  void anOldLedgerKeyStaysForTheSessionsThatHavePinnedIt() {
    var rotated = keys.rotated(Use.LEDGER, NOW, RANDOM);

    var old = keys.ledger(NOW).newest().verifyingKey();
    var later = rotated.ledger(BEGUN.plus(Duration.ofDays(1_000)));
    assertThat(later.newest().verifyingKey()).isNotEqualTo(old);
    assertThat(later.find(old)).isPresent();
    assertThat(later.isForNew(old)).isFalse();
    assertThat(rotated.ledger(BEGUN.plus(Duration.ofMinutes(5))).isForNew(old)).isTrue();
    assertThat(keys.replaced(Use.LEDGER, NOW, RANDOM).ledger(NOW).isForNew(old)).isFalse();
    assertThat(keys.replaced(Use.LEDGER, NOW, RANDOM).ledger(NOW).find(old)).isPresent();
  }

  @Test
  void aClockThatWasSetBackUsesTheOldestKeyAndKnowsTheOthers() {
    var rotated = keys.rotated(Use.TOKEN, NOW, RANDOM);

    assertThat(kid(rotated, Instant.EPOCH.minusSeconds(1))).isEqualTo(kid(keys, NOW));
  }

  @Test
  void theKeysOfAnotherBrokerContinueNothing() {
    assertThat(keys.rotated(Use.LEDGER, NOW, RANDOM).continues(keys)).isTrue();
    assertThat(keys.continues(keys.rotated(Use.LEDGER, NOW, RANDOM))).isTrue();
    assertThat(Keys.generate(RANDOM).continues(keys)).isFalse();
  }

  @Test
  void noKeyHasTwoUses() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new Keys(keys.tokenKeys(), keys.tokenKeys(), keys.dataKeys()));
  }

  @Test
  void thereIsAnEndToLedgerKeys() {
    var many = keys;
    for (int more = 1; more < Succession.MOST; more++) {
      many = many.rotated(Use.LEDGER, NOW.plusSeconds(more), RANDOM);
    }
    var all = many;

    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> all.rotated(Use.LEDGER, NOW.plusSeconds(60), RANDOM));
  }

  @Test
  void aRingOfKeysPrintsNone() {
    var seed = Base64Url.encode(keys.tokenKeys().current(NOW).seed().expose());

    assertThat(keys.toString()).doesNotContain(seed).contains("REDACTED");
  }
}
