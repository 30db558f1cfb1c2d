package dev.latchkey.bench.load;

import org.HdrHistogram.Histogram;

/// What came of a stretch of load. Latency counts from when a message was to be sent, so a server
/// that keeps its clients from sending does not look the better for it.
public final class Tally {
  private static final long LONGEST_NANOS = 60_000_000_000L;
  private static final int DIGITS = 3;

  private final Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
  private final long from;
  private final long to;
  private long sent;
  private long heard;

  /// @param from messages that were to be sent in this stretch of time count
  Tally(long from, long to) {
    this.from = from;
    this.to = to;
  }

  boolean counts(long due) {
    return due >= from && due < to;
  }

  void sent(long due) {
    if (counts(due)) {
      sent++;
    }
  }

  void heard(long due, long now) {
    if (counts(due)) {
      heard++;
      latencies.recordValue(Math.min(now - due, LONGEST_NANOS));
    }
  }

  public long sent() {
    return sent;
  }

  /// How often a message came to one of those for whom it was.
  public long heard() {
    return heard;
  }

  public double perSecond() {
    return heard * 1e9 / (to - from);
  }

  /// In milliseconds.
  public double percentile(double percent) {
    return latencies.getValueAtPercentile(percent) / 1e6;
  }
}
