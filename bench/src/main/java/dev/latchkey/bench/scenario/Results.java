package dev.latchkey.bench.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// What was measured: of each row of a scenario its figures, one for every round.
public final class Results {
  private final SequencedMap<String, SequencedMap<Figure, List<Double>>> rows =
      new LinkedHashMap<>();

  public void add(String row, Figure figure, double value) {
    rows.computeIfAbsent(row, _ -> new LinkedHashMap<>())
        .computeIfAbsent(figure, _ -> new ArrayList<>())
        .add(value);
  }

  public List<String> rows() {
    return List.copyOf(rows.keySet());
  }

  /// The median of all rounds; empty if the row has no such figure.
  public OptionalDouble median(String row, Figure figure) {
    var values = rows.getOrDefault(row, new LinkedHashMap<>()).get(figure);
    if (values == null) {
      return OptionalDouble.empty();
    }
    double[] sorted = values.stream().mapToDouble(it -> it).sorted().toArray();
    int middle = sorted.length / 2;
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }
}
