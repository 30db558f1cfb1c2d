package dev.latchkey.bench;

import dev.latchkey.bench.scenario.Figure;
import dev.latchkey.bench.scenario.Results;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a figure of ours must be, in terms of somebody else's of the same run.
///
/// @param isAtLeast whether more is better
record Bar(
    String scenario, Figure figure, String ours, boolean isAtLeast, double factor, String theirs) {
  private static final String OURS = "Latchkey, SQLite";
  private static final String COMPACTED = OURS + ", compacted";

  static final List<Bar> ALL =
      List.of(
          new Bar("traffic", Figure.SATURATION, OURS, true, 3.5, "y-websocket"),
          new Bar("traffic", Figure.SATURATION, OURS, true, 3.5, "Hocuspocus"),
          new Bar("traffic", Figure.SATURATION, OURS, true, 1.5, "ws relay"),
          new Bar("traffic", Figure.P99, OURS, false, 1, "ws relay"),
          new Bar("idle", Figure.CONNECTION, OURS, false, 1, "Hocuspocus"),
          new Bar("late-join", Figure.JOIN, COMPACTED, false, 0.25, "y-websocket"),
          new Bar("late-join", Figure.JOIN_BYTES, COMPACTED, false, 0.25, "y-websocket"),
          new Bar("big-room", Figure.P99, OURS, false, 1, "ws relay"),
          new Bar("start", Figure.START, OURS, false, 2, "ws relay"));

  /// One line about it; empty if one of the two was not measured.
  Optional<String> line(Map<String, Results> all) {
    var results = all.getOrDefault(scenario, new Results());
    var mine = results.median(ours, figure);
    var other = results.median(theirs, figure);
    if (mine.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    double ratio = mine.getAsDouble() / other.getAsDouble();
    boolean isMet = isAtLeast ? ratio >= factor : ratio <= factor;
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%-7s  %-9s  %-14s  %s: %.2f × %s, want %s %.2f",
            isMet ? "met" : "NOT MET",
            scenario,
            figure.title(),
            ours,
            ratio,
            theirs,
            isAtLeast ? "≥" : "≤",
            factor));
  }
}
