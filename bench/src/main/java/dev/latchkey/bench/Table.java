package dev.latchkey.bench;

import dev.latchkey.bench.scenario.Figure;
import dev.latchkey.bench.scenario.Results;
import dev.latchkey.bench.scenario.Scenario;
import java.util.stream.Collectors;

/// The medians of one scenario, in columns.
final class Table {
  private static final String ROW = "  %-28s";
  private static final String CELL = "%16s";

  private Table() {}

  static String of(Scenario scenario, Results results) {
    var head =
        scenario.figures().stream()
            .map(figure -> CELL.formatted(figure.title()))
            .collect(Collectors.joining());
    var rows =
        results.rows().stream()
            .map(row -> ROW.formatted(row) + cells(scenario, results, row) + "\n")
            .collect(Collectors.joining());
    return scenario.title() + "\n" + ROW.formatted("") + head + "\n" + rows;
  }

  private static String cells(Scenario scenario, Results results, String row) {
    return scenario.figures().stream()
        .map(figure -> CELL.formatted(cell(results, row, figure)))
        .collect(Collectors.joining());
  }

  private static String cell(Results results, String row, Figure figure) {
    var median = results.median(row, figure);
    return median.isPresent() ? figure.format(median.getAsDouble()) : "–";
  }
}
