package dev.latchkey.broker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestClock;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a flood of keys costs, and what it does not buy.
class BucketMemoryTest {
  private static final int MOST = 10_000;

  private final TestClock clock = new TestClock();
  private final Limits limits = new Limits(clock::nanoTime, new SecureRandom(), MOST);

  @ParameterizedTest
  @CsvSource("100000, 10000")
  void aFloodOfKeysTakesNoMoreRoomThanTheMostThatAreKept(int flood, int most) {
    assertBounded(flood, most);
  }

  @Tag("scheduled")
  @ParameterizedTest
  @CsvSource({"1000000, 100000", "2000000, 1000000"})
  void aMillionKeysTakeNoMoreRoomThanTheMostThatAreKept(int flood, int most) {
    assertBounded(flood, most);
  }

  private void assertBounded(int flood, int most) {
    long before = usedBytes();
    var flooded = new Limits(clock::nanoTime, new SecureRandom(), most);
    for (int i = 0; i < flood; i++) {
      flooded.charge(Limit.JOIN_ADDRESS, "flood " + i, 3);
    }
    long perKey = (usedBytes() - before) / most;

    System.out.printf("rate limits: %,d keys, %,d kept, %d bytes each%n", flood, most, perKey);
    assertThat(flooded.size()).isEqualTo(most);
    assertThat(perKey).isBetween(1L, 640L);
  }

  @Test
  void aFloodOfKeysRefillsNoBucketThatIsEmptier() {
    limits.charge(Limit.JOIN_ADDRESS, "guesser", 30);
    limits.charge(Limit.JOIN_INVITE, "locked", 5);
    for (int i = 0; i < 2 * MOST; i++) {
      limits.charge(Limit.JOIN_ADDRESS, "flood " + i, 27);
    }

    assertThat(limits.isEmpty(Limit.JOIN_ADDRESS, "guesser")).isTrue();
    assertThat(limits.isEmpty(Limit.JOIN_INVITE, "locked")).isTrue();
  }

  @Test
  void aBucketThatIsFullAgainIsNotKept() {
    for (int i = 0; i < 1_000; i++) {
      limits.take(Limit.TRY, "caller " + i);
    }
    assertThat(limits.size()).isEqualTo(1_000);
    clock.advance(Limit.TRY.refill());

    for (int i = 0; i < 1_000; i++) {
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

  private static long usedBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
