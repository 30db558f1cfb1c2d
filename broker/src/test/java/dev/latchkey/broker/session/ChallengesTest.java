package dev.latchkey.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestClock;
import dev.latchkey.broker.session.Challenges.Purpose;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.SecretBytes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengesTest {
  private final TestClock clock = new TestClock();
  private final SecureRandom random = new SecureRandom();
  private List<SecretBytes> keys = List.of(SecretBytes.random(32, random));
  private final Challenges challenges = new Challenges(() -> keys, random, clock);

  @Test
  void aChallengeIsGoodForItsPurposeAndSubjectAlone() {
    var challenge = challenges.issue(Purpose.JOIN, "subject");

    assertThat(challenges.check(Purpose.JOIN, "subject", challenge)).isPresent();
    assertThat(challenges.check(Purpose.REFRESH, "subject", challenge)).isEmpty();
    assertThat(challenges.check(Purpose.JOIN, "other", challenge)).isEmpty();
  }

  @Test
  void ofTwoChallengesOfOneMomentNeitherIsTheOther() {
    assertThat(challenges.issue(Purpose.JOIN, "subject"))
        .isNotEqualTo(challenges.issue(Purpose.JOIN, "subject"));
  }

  @Test
  void aChallengeExpiresAfterFiveMinutes() {
    var challenge = challenges.issue(Purpose.JOIN, "subject");
    clock.advance(Duration.ofMinutes(5).minusNanos(1));
    assertThat(challenges.check(Purpose.JOIN, "subject", challenge)).isPresent();

    clock.advance(Duration.ofNanos(1));

    assertThat(challenges.check(Purpose.JOIN, "subject", challenge)).isEmpty();
  }

  @Test
  void theStoreMayForgetAUsedChallengeWhenItWouldBeRefusedAnyway() {
    var used =
        challenges
            .check(Purpose.JOIN, "subject", challenges.issue(Purpose.JOIN, "subject"))
            .orElseThrow();

    assertThat(used.expiresAt()).isEqualTo(clock.instant().plus(Challenges.LIFETIME));
  }

  @Test
  void aBitChangedAnywhereMakesItNoneOfOurs() {
    var challenge = challenges.issue(Purpose.JOIN, "subject");
    byte[] bytes = Base64Url.decode(challenge);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));

      assertThat(challenges.check(Purpose.JOIN, "subject", Base64Url.encode(changed))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAA", "not base64url!", "====", "ä"})
  void whatNobodyMadeIsNoneOfOurs(String text) {
    assertThat(challenges.check(Purpose.JOIN, "subject", text)).isEmpty();
  }

  @Test
  void aChallengeOutlivesTheRotationOfTheKeyUntilThatKeyIsDropped() {
    var challenge = challenges.issue(Purpose.JOIN, "subject");
    var old = keys.getFirst();
    keys = List.of(SecretBytes.random(32, random), old);

    assertThat(challenges.check(Purpose.JOIN, "subject", challenge)).isPresent();
    var later = challenges.issue(Purpose.JOIN, "subject");
    keys = List.of(keys.getFirst());

    assertThat(challenges.check(Purpose.JOIN, "subject", challenge)).isEmpty();
    assertThat(challenges.check(Purpose.JOIN, "subject", later)).isPresent();
  }

  @Test
  void anotherBrokersChallengeIsNoneOfOurs() {
    var key = SecretBytes.random(32, random);
    var other = new Challenges(() -> List.of(key), random, clock);

    assertThat(challenges.check(Purpose.JOIN, "s", other.issue(Purpose.JOIN, "s"))).isEmpty();
  }
}
