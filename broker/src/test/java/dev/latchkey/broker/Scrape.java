package dev.latchkey.broker;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the management port says of a broker's metrics, read as Prometheus does.
public final class Scrape {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([^ ]+)");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"([^\"]*)\",?");
  private static final Pattern TYPE = Pattern.compile("# TYPE ([^ ]+) ([a-z]+)");

  private final String text;
  private final Map<String, Double> samples = new TreeMap<>();
  private final Map<String, Set<String>> labels = new TreeMap<>();
  private final Map<String, String> types = new TreeMap<>();

  private Scrape(String text) {
    this.text = text;
    for (var line : text.lines().toList()) {
      var type = TYPE.matcher(line);
      var sample = SAMPLE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (sample.matches()) {
        read(sample.group(1), sample.group(2), Double.parseDouble(sample.group(3)));
      } else if (!line.startsWith("# HELP ")) {
        throw new AssertionError("no line of a metric: " + line);
      }
    }
  }

  /// What the broker says a second later by its clock, so that it is not what it said before.
  public static Scrape of(TestBroker broker) {
    broker.clock().advance(Duration.ofSeconds(1));
    var answer = broker.managementWire().send("GET", "/metrics").require(200);
    if (!answer.header("Content-Type").startsWith("text/plain; version=0.0.4")) {
      throw new AssertionError("another format: " + answer.header("Content-Type"));
    }
    return new Scrape(answer.text());
  }

  private void read(String name, String labelText, double value) {
    var all = new TreeMap<String, String>();
    if (labelText != null) {
      var label = LABEL.matcher(labelText);
      while (label.find()) {
        all.put(label.group(1), label.group(2));
      }
    }
    samples.put(name + all, value);
    labels.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(all.keySet());
  }

  /// @param labels names and values, in turn
  public double value(String name, String... labels) {
    var all = new TreeMap<String, String>();
    for (int i = 0; i < labels.length; i += 2) {
      all.put(labels[i], labels[i + 1]);
    }
    var value = samples.get(name + all);
    if (value == null) {
      throw new AssertionError("no sample " + name + all + " in\n" + text);
    }
    return value;
  }

  public String text() {
    return text;
  }

  /// Names of all samples, with `_bucket`, `_count` and `_sum`, and the names of their labels.
  public Map<String, Set<String>> labels() {
    return labels;
  }

  /// Every series, without its value.
  public Set<String> series() {
    return samples.keySet();
  }

  /// Kinds of the metrics, by name.
  public Map<String, String> types() {
    return types;
  }

  /// Names and labels of the metrics, without what makes up a histogram.
  public Map<String, Set<String>> metrics() {
    return types.keySet().stream()
        .collect(
            Collectors.toMap(
                it -> it,
                it -> {
                  var own = new TreeSet<>(labels.getOrDefault(it, Set.of()));
                  own.addAll(labels.getOrDefault(it + "_bucket", Set.of()));
                  own.remove("le");
                  return own;
                },
                (one, _) -> one,
                TreeMap::new));
  }
}
