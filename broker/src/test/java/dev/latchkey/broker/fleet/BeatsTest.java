package dev.latchkey.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.config.HeldKeys;
import dev.latchkey.broker.config.Keys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class BeatsTest {
  private static final String LANE = "lane";
  private static final String OTHER_LANE = "other lane";
  private static final Duration SILENCE = Beats.BETWEEN.multipliedBy(3);

  private final TestClock clock = new TestClock();
  private final Keys keys = Keys.generate(new SecureRandom());
  private final Beats one = beats(keys);
  private final Beats two = beats(keys);

  private Beats beats(Keys of) {
    var seal = new BulletinSeal(() -> macKeys(of, "fleet"), new SecureRandom());
    return new Beats(seal, List.of(LANE, OTHER_LANE), clock::nanoTime);
  }

  private static List<SecretKeySpec> macKeys(Keys of, String use) {
    return new HeldKeys(of, InstantSource.system()).macKeys(use);
  }

  @Test
  void aBrokerHearsItselfWhenItDoesSoOnEveryLaneAndHasLately() {
    one.hear(LANE, one.beat(LANE, 0));
    assertThat(one.hearsItself()).isFalse();

    one.hear(OTHER_LANE, one.beat(OTHER_LANE, 0));
    assertThat(one.hearsItself()).isTrue();

    clock.advance(SILENCE.minusNanos(1));
    assertThat(one.hearsAll()).isTrue();
    clock.advance(Duration.ofNanos(1));
    assertThat(one.hearsItself()).isFalse();
  }

  @Test
  void whoFallsSilentIsDoubtedForAMinuteAndThenForgotten() {
    hearBoth();
    assertThat(one.brokers()).isEqualTo(2);
    assertThat(one.hearsAll()).isTrue();

    clock.advance(SILENCE);
    hearItself();
    assertThat(one.hearsAll()).isFalse();

    clock.advance(Duration.ofMinutes(1));
    hearItself();
    assertThat(one.hearsAll()).isTrue();
    assertThat(one.brokers()).isEqualTo(1);
  }

  @Test
  void whoSaysGoodbyeIsForgottenAtOnce() {
    hearBoth();

    one.hear(LANE, two.beat(LANE, -1));

    assertThat(one.hearsAll()).isTrue();
    assertThat(one.brokers()).isEqualTo(1);
  }

  @Test
  void whoIsSilentForLongIsLostOnce() {
    hearBoth();
    clock.advance(Duration.ofSeconds(3));
    assertThat(one.hasLost()).as("cut off itself").isFalse();

    hearItself();
    assertThat(one.hasLost()).isTrue();
    assertThat(one.hasLost()).isFalse();

    hearBoth();
    assertThat(one.hasLost()).isFalse();
    clock.advance(Duration.ofSeconds(3));
    hearItself();
    assertThat(one.hasLost()).isTrue();
  }

  @Test
  void whatABrokerCouldNotTellOrWasSilentForHasToBeLookedFor() {
    assertThat(one.hear(LANE, two.beat(LANE, 0))).isTrue();
    assertThat(one.hear(LANE, two.beat(LANE, 0))).isFalse();
    assertThat(one.hear(LANE, two.beat(LANE, 1))).isTrue();

    clock.advance(SILENCE);
    assertThat(one.hear(LANE, two.beat(LANE, 1))).isTrue();
  }

  @Test
  void whoCutsItselfOffKnowsHowManyTheOthersWere() {
    hearBoth();

    clock.advance(Duration.ofHours(1));

    assertThat(one.hearsAll()).isFalse();
    assertThat(one.brokers()).isEqualTo(2);
  }

  @Test
  void aBrokerWithOtherKeysIsNoneOfThemAndNotToBeReliedOn() {
    hearBoth();
    var stranger = beats(Keys.generate(new SecureRandom()));

    assertThat(one.hear(LANE, stranger.beat(LANE, 0))).isFalse();

    assertThat(one.brokers()).isEqualTo(2);
    assertThat(one.hearsAll()).isFalse();
  }

  @Test
  void aBeatCountsOnItsOwnLaneAlone() {
    hearItself();
    assertThat(one.hear(OTHER_LANE, two.beat(LANE, 0))).isFalse();
    assertThat(one.brokers()).isEqualTo(1);
  }

  private void hearItself() {
    one.hear(LANE, one.beat(LANE, 0));
    one.hear(OTHER_LANE, one.beat(OTHER_LANE, 0));
  }

  private void hearBoth() {
    hearItself();
    one.hear(LANE, two.beat(LANE, 0));
    one.hear(OTHER_LANE, two.beat(OTHER_LANE, 0));
  }
}
