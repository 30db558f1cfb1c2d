package dev.latchkey.broker.metric;

import java.util.Map;

/// How often each of some things that were named beforehand has happened: nothing that comes from
/// outside ever becomes the value of a label.
public final class Counts {
  private final Map<String, Count> counts;

  Counts(Map<String, Count> counts) {
    this.counts = counts;
  }

  /// Throws IllegalArgumentException for what was not named beforehand.
  public Count of(String value) {
    var count = counts.get(value);
    if (count == null) {
      throw new IllegalArgumentException("no such label: " + value);
    }
    return count;
  }
}
