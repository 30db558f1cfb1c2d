package dev.latchkey.broker.limit;

import static dev.latchkey.broker.store.Samples.iid;
import static dev.latchkey.broker.store.Samples.mid;
import static dev.latchkey.broker.store.Samples.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.BrokerException.RateLimited;
import dev.latchkey.broker.TestClock;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
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

  @Test
  void fiveFailuresLockAnInviteForAMinuteAndTheLastOneIsToldSo() {
    for (int i = 0; i < 4; i++) {
      assertThat(limits.refused(caller("10.0.0." + i), Optional.of(iid(1)))).isFalse();
    }
    assertThat(limits.lockedFor(iid(1))).isZero();

    assertThat(limits.refused(caller("10.0.0.9"), Optional.of(iid(1)))).isTrue();

    assertThat(limits.lockedFor(iid(1))).isEqualTo(Duration.ofMinutes(1));
    assertThat(limits.lockedFor(iid(2))).isZero();
  }

  @Test
  void whoHasProvenAnInviteIsCountedForItAloneAndApartWhileItIsLocked() {
    assertThat(taken(() -> limits.proven(sid(1), iid(1)))).isEqualTo(100);
    assertThat(taken(() -> limits.proven(sid(1), iid(2)))).isEqualTo(100);
    assertThat(taken(() -> limits.proven(sid(2), iid(1)))).isEqualTo(100);

    for (int i = 0; i < 5; i++) {
      limits.refused(caller("10.0.0." + i), Optional.of(iid(3)));
    }
    assertThat(taken(() -> limits.proven(sid(1), iid(3)))).isEqualTo(5);
  }

  @Test
  void aDeviceHasTenTriesInEachSession() {
    assertThat(taken(() -> limits.signed(sid(1), mid(1)))).isEqualTo(10);
    assertThat(taken(() -> limits.signed(sid(1), mid(2)))).isEqualTo(10);
    assertThat(taken(() -> limits.signed(sid(2), mid(1)))).isEqualTo(10);
  }

  /// How often this is granted before it is refused, of a thousand times.
  private static int taken(Runnable call) {
    int taken = 0;
    try {
      while (taken < 1_000) {
        call.run();
        taken++;
      }
    } catch (RateLimited e) {
      return taken;
    }
    return taken;
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
