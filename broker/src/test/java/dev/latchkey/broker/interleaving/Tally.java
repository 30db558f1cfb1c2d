package dev.latchkey.broker.interleaving;

import dev.latchkey.crypto.Bytes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What happened, and how often: a run in which something never happens proves nothing about it.
final class Tally {
  private final Map<String, Integer> counts;
  private final Set<Bytes> stored = new HashSet<>();
  private final Set<String> statements = new HashSet<>();

  /// @param counts to add to
  Tally(Map<String, Integer> counts) {
    this.counts = counts;
  }

  void count(String what) {
    var _ = counts.merge(what, 1, Integer::sum);
  }

  /// Whether this statement was not taken before.
  boolean isFirst(String statement) {
    return statements.add(statement);
  }

  void stored(Bytes frame) {
    stored.add(frame);
  }

  boolean isStored(Bytes frame) {
    return stored.contains(frame);
  }
}
