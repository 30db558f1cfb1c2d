package dev.latchkey.broker.metric;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;

/// How often something has happened since the start. May be used by many threads at once, which
/// then do not wait for each other.
public final class Count {
  private final CounterDataPoint counter;

  Count(CounterDataPoint counter) {
    this.counter = counter;
  }

  public void add() {
    counter.inc();
  }

  /// It has happened so often.
  ///
  /// @param times not negative
  public void add(long times) {
    counter.inc(times);
  }
}
