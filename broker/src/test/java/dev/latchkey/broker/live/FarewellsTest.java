package dev.latchkey.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FarewellsTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Test
  void fewGoAtOnce() {
    var farewells = new Farewells(2, LONGEST, new Random(1));

    for (int i = 0; i < 100; i++) {
      assertThat(farewells.next()).isBetween(Duration.ZERO, Duration.ofMillis(10));
    }
  }

  @Test
  void whoHasNoTimeEndsAllAtOnce() {
    assertThat(new Farewells(1_000, Duration.ZERO, new Random(1)).next()).isZero();
  }

  @Test
  void manyGoEvenlySpreadOverTwoThirdsOfTheTime() {
    int count = 10_000;
    var farewells = new Farewells(count, LONGEST, new Random(1));
    int[] perSecond = new int[20];

    for (int i = 0; i < count; i++) {
      var delay = farewells.next();
      assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(20));
      perSecond[(int) Math.min(19, delay.toSeconds())]++;
    }

    for (int gone : perSecond) {
      assertThat(gone).isBetween(400, 600);
    }
  }
}
