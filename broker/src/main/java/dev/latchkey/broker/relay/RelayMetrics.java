package dev.latchkey.broker.relay;

import dev.latchkey.broker.metric.Distribution;
import dev.latchkey.broker.metric.Metrics;

/// What is counted of frames.
public final class RelayMetrics {
  private final Distribution append;
  private final Distribution fanOut;
  private final Distribution bytes;

  public RelayMetrics(Metrics metrics) {
    this.append =
        metrics.seconds(
            "latchkey_append_seconds",
            "From giving frames to the store until they are durable, once for those that came"
                + " together.");
    this.fanOut =
        metrics.seconds(
            "latchkey_fanout_seconds",
            "From then until they wait in the outboxes of all who are connected here.");
    this.bytes =
        metrics.distribution(
            "latchkey_frame_bytes",
            "Sizes of the frames that were stored; their number is that of all frames.",
            256,
            512,
            1_024,
            4_096,
            16_384,
            65_536,
            262_144);
  }

  void stored(long nanos) {
    append.observeNanos(nanos);
  }

  void toldAll(long nanos) {
    fanOut.observeNanos(nanos);
  }

  void frame(int size) {
    bytes.observe(size);
  }
}
