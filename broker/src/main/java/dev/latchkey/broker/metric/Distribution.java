package dev.latchkey.broker.metric;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;

/// How large or how long things are, in so many buckets.
public final class Distribution {
  private static final double NANOS_PER_SECOND = 1e9;

  private final DistributionDataPoint histogram;

  Distribution(DistributionDataPoint histogram) {
    this.histogram = histogram;
  }

  public void observe(double value) {
    histogram.observe(value);
  }

  /// Observes it in seconds.
  public void observeNanos(long nanos) {
    histogram.observe(nanos / NANOS_PER_SECOND);
  }
}
