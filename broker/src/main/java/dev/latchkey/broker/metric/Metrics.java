package dev.latchkey.broker.metric;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// All metrics of one broker. Names begin with `latchkey_` and end in their base unit. The values
/// of a label are given when a metric is made, so that there are never more series than at the
/// start; no session, member, invite or address is among them. docs/operations.md has the table.
public final class Metrics {
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final Duration FRESH_FOR = Duration.ofSeconds(1);

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final LongSupplier nanoTime;
  private byte[] text = {};
  private long writtenAt;

  /// @param nanoTime a clock that only goes forward, as [System#nanoTime]
  public Metrics(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    JavaMetrics.register(registry);
  }

  public Count count(String name, String help) {
    var counter = Counter.builder().name(name).help(help).withoutExemplars().register(registry);
    return new Count(counter);
  }

  public Counts counts(String name, String help, String label, Collection<String> values) {
    var counter =
        Counter.builder()
            .name(name)
            .help(help)
            .labelNames(label)
            .withoutExemplars()
            .register(registry);
    var counts = new LinkedHashMap<String, Count>();
    values.forEach(value -> counts.put(value, new Count(counter.labelValues(value))));
    return new Counts(counts);
  }

  /// Of seconds, from 50 µs to 10 s.
  public Distribution seconds(String name, String help) {
    return distribution(
        name, help, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, .01, .025, .05, .1, .25, .5, 1,
        2.5, 10);
  }

  /// How large things are.
  ///
  /// @param bounds of the buckets
  public Distribution distribution(String name, String help, double... bounds) {
    var histogram =
        Histogram.builder()
            .name(name)
            .help(help)
            .classicOnly()
            .classicUpperBounds(bounds)
            .withoutExemplars()
            .register(registry);
    // So that it is there before the first observation.
    histogram.initLabelValues();
    return new Distribution(histogram);
  }

  /// What is so high whenever somebody asks.
  ///
  /// @param value called by whoever asks: it must not wait for anything
  public void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(it -> it.call(value.getAsDouble()))
        .register(registry);
  }

  /// As [#gauge], for several things of one kind.
  ///
  /// @param values by the value of the label
  public void gauges(String name, String help, String label, Map<String, DoubleSupplier> values) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(it -> values.forEach((text, value) -> it.call(value.getAsDouble(), text)))
        .register(registry);
  }

  /// What somebody else counts.
  public void counted(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(it -> it.call(value.getAsDouble()))
        .register(registry);
  }

  /// As [#counted], for several things of one kind.
  ///
  /// @param values by the value of the label
  public void counted(String name, String help, String label, Map<String, DoubleSupplier> values) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(it -> values.forEach((text, value) -> it.call(value.getAsDouble(), text)))
        .register(registry);
  }

  /// A line of what is known at the start, as a gauge that is always 1.
  public void info(String name, String help, Map<String, String> labels) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels.keySet().toArray(String[]::new))
        .callback(it -> it.call(1, labels.values().toArray(String[]::new)))
        .register(registry);
  }

  /// All of them as Prometheus reads them, at most a second old: however many ask, they are written
  /// once a second.
  public synchronized byte[] text() {
    long now = nanoTime.getAsLong();
    if (text.length == 0 || now - writtenAt >= FRESH_FOR.toNanos()) {
      var out = new ByteArrayOutputStream();
      try {
        writer.write(out, registry.scrape(), EscapingScheme.ALLOW_UTF8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      text = out.toByteArray();
      writtenAt = now;
    }
    return text;
  }
}
