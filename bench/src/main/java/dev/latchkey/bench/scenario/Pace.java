package dev.latchkey.bench.scenario;

import java.time.Duration;

/// How long things are measured.
///
/// @param step of the search for the saturation
/// @param settling between two searches
/// @param growth of the rate from step to step
/// @param bisections after the first rate that is too high
public record Pace(
    int rounds,
    Duration cold,
    Duration warm,
    Duration step,
    Duration settling,
    double growth,
    int bisections) {
  public static final Pace FULL =
      new Pace(
          3,
          Duration.ofSeconds(10),
          Duration.ofSeconds(8),
          Duration.ofMillis(1_500),
          Duration.ofSeconds(20),
          1.5,
          3);
  public static final Pace QUICK =
      new Pace(
          1,
          Duration.ofSeconds(5),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          1.7,
          2);

  public Pace withRounds(int number) {
    return new Pace(number, cold, warm, step, settling, growth, bisections);
  }
}
