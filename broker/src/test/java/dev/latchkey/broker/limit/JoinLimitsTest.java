package dev.latchkey.broker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.BrokerException.RateLimited;
import dev.latchkey.broker.TestClock;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Guessers with many addresses.
class JoinLimitsTest {
  private static final int MOST = 10_000;

  private final TestClock clock = new TestClock();
  private final JoinLimits limits =
      new JoinLimits(new Limits(clock::nanoTime, new SecureRandom(), MOST));

  @Test
  void anIpv4AddressHasTenGuesses() {
    assertThat(guesses("203.0.113.7", 0, 1)).isEqualTo(10);
    assertThat(refusedBy("203.0.113.7")).contains("join-address");
    assertThat(refusedBy("203.0.113.8")).isEmpty();
  }

  @Test
  void howeverManyAddressesOfOneIpv6NetOf64BitsHaveTenGuesses() {
    assertThat(guesses("2001:db8:1:2::%x", 1, 20)).isEqualTo(10);
    assertThat(refusedBy("2001:db8:1:2:ffff::1")).contains("join-address");
    assertThat(refusedBy("2001:db8:1:3::1")).isEmpty();
  }

  @Test
  void howeverManyNetsOfOneIpv6SiteOf56BitsHaveThirtyGuesses() {
    assertThat(guesses("2001:db8:1:2%02x::1", 0, 100)).isEqualTo(30);
    assertThat(refusedBy("2001:db8:1:2ff::1")).contains("join-site");
    assertThat(refusedBy("2001:db8:1:300::1")).isEmpty();
  }

  @Test
  void howeverManySitesOfOneIpv6NetworkOf48BitsHaveAHundredGuesses() {
    assertThat(guesses("2001:db8:1:%02x00::1", 0, 200)).isEqualTo(100);
    assertThat(refusedBy("2001:db8:1:ff00::1")).contains("join-network");
    assertThat(refusedBy("2001:db8:2::1")).isEmpty();
  }

  @Test
  void anIpv4AddressWrittenAsIpv6IsTheSameGuesser() {
    assertThat(guesses("::ffff:203.0.113.7", 0, 1)).isEqualTo(10);
    assertThat(refusedBy("203.0.113.7")).contains("join-address");
    assertThat(refusedBy("::ffff:203.0.113.8")).isEmpty();
  }

  @Test
  void anAddressHasSixHundredTriesEvenIfNoneIsAGuess() {
    for (int i = 0; i < 600; i++) {
      assertThat(refusedBy("203.0.113.7")).isEmpty();
    }

    assertThat(refusedBy("203.0.113.7")).contains("try");
    assertThat(refusedBy("203.0.113.8")).isEmpty();
  }

  @Test
  void allAddressesTogetherHaveFourThousandTries() {
    for (int i = 0; i < 4_000; i++) {
      assertThat(refusedBy("10.0.%d.%d".formatted(i / 256, i % 256))).isEmpty();
    }

    assertThat(refusedBy("203.0.113.8")).contains("join-all");
  }

  /// How many of twenty guesses from each of these addresses are let in.
  private int guesses(String form, int first, int addresses) {
    int guesses = 0;
    for (int i = 0; i < 20 * addresses; i++) {
      var address = form.formatted(first + i % addresses);
      if (refusedBy(address).isEmpty()) {
        limits.refused(caller(address), Optional.empty());
        guesses++;
      }
    }
    return guesses;
  }

  private Optional<String> refusedBy(String address) {
    try {
      limits.admit(caller(address));
      return Optional.empty();
    } catch (RateLimited e) {
      return Optional.of(e.policy());
    }
  }

  private static Caller caller(String address) {
    return new Caller(InetAddress.ofLiteral(address));
  }
}
