package dev.latchkey.broker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which buckets are kept.
class BucketsTest {
  private static final int MOST = 100;

  private final TestClock clock = new TestClock();
  private final Limits limits = new Limits(clock::nanoTime, new SecureRandom(), MOST);

  @Test
  void aFloodOfKeysRefillsNoBucketThatIsEmptier() {
    limits.charge(Limit.JOIN_ADDRESS, "guesser", 30);
    limits.charge(Limit.JOIN_INVITE, "locked", 5);
    for (int i = 0; i < 2 * MOST; i++) {
      limits.charge(Limit.JOIN_ADDRESS, "flood " + i, 27);
    }

    assertThat(limits.size()).isEqualTo(MOST);
    assertThat(limits.isEmpty(Limit.JOIN_ADDRESS, "guesser")).isTrue();
    assertThat(limits.isEmpty(Limit.JOIN_INVITE, "locked")).isTrue();
  }

  @Test
  void asManyAsAreAllowedAreKept() {
    for (int i = 0; i < MOST; i++) {
      limits.charge(Limit.JOIN_ADDRESS, "caller " + i, 30);
    }

    assertThat(limits.size()).isEqualTo(MOST);
    for (int i = 0; i < MOST; i++) {
      assertThat(limits.isEmpty(Limit.JOIN_ADDRESS, "caller " + i)).as("caller %d", i).isTrue();
    }
  }

  @Test
  void aBucketThatIsFullAgainIsNotKept() {
    for (int i = 0; i < MOST; i++) {
      limits.take(Limit.TRY, "caller " + i);
    }
    assertThat(limits.size()).isEqualTo(MOST);
    clock.advance(Limit.TRY.refill());

    for (int i = 0; i < MOST; i++) {
      limits.require(Limit.JOIN_ADDRESS, "asked " + i, 3);
    }

    assertThat(limits.size()).isLessThan(5);
  }

  @Test
  void askingForAnEmptyBucketKeepsItsPlace() {
    limits.charge(Limit.JOIN_ADDRESS, "guesser", 30);
    clock.advance(Duration.ofSeconds(1));
    assertThat(limits.isEmpty(Limit.JOIN_ADDRESS, "guesser")).isTrue();

    assertThat(limits.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE - 1, Long.MAX_VALUE / 2, Long.MIN_VALUE / 2})
  void aClockThatPassesItsLargestValueIsNoJump(long begin) {
    var nanos = new AtomicLong(begin);
    var wrapping = new Limits(nanos::get, new SecureRandom(), MOST);
    wrapping.charge(Limit.JOIN_INVITE, "locked", 5);

    nanos.addAndGet(Limit.JOIN_INVITE.refill().toNanos() - 1);
    assertThat(wrapping.isEmpty(Limit.JOIN_INVITE, "locked")).isTrue();
    nanos.addAndGet(1);
    assertThat(wrapping.isEmpty(Limit.JOIN_INVITE, "locked")).isFalse();
  }

  @Test
  void keysComeInOneOrder() {
    var ordered =
        List.of(
            new Buckets.Key(-1, 5),
            new Buckets.Key(0, -1),
            new Buckets.Key(0, 3),
            new Buckets.Key(2, 0));
    var shuffled = new ArrayList<>(ordered.reversed());

    Collections.sort(shuffled);

    assertThat(shuffled).isEqualTo(ordered);
    assertThat(new Buckets.Key(1, 2)).isEqualByComparingTo(new Buckets.Key(1, 2));
  }
}
