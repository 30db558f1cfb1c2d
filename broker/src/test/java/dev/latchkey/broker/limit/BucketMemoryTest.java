package dev.latchkey.broker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.TestClock;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a flood of keys costs.
class BucketMemoryTest {
  private final TestClock clock = new TestClock();

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

  /// What earlier tests have left goes in more than one collection.
  private static long usedBytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
