package dev.latchkey.bench.scenario;

import java.util.Locale;

/// Something that is measured, with its unit.
public enum Figure {
  COLD_P50("cold p50 ms", 1),
  COLD_P99("cold p99 ms", 1),
  COLD_P999("cold p99.9 ms", 1),
  SATURATION("deliveries/s", 0),
  CPU("CPU µs each", 1),
  P50("p50 ms", 2),
  P99("p99 ms", 2),
  P999("p99.9 ms", 2),
  CONNECTION("KiB/connection", 1),
  JOIN("join ms", 1),
  JOIN_BYTES("join KiB", 0),
  START("start to join s", 2),
  LOST("lost", 0);

  private final String title;
  private final int digits;

  Figure(String title, int digits) {
    this.title = title;
    this.digits = digits;
  }

  public String title() {
    return title;
  }

  public String format(double value) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
