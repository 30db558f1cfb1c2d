package dev.latchkey.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.StrictJson;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// What a command answers: sentences and tables for people, or one JSON object per line for
/// programs. A mixin of every command, which gives it `--json`. The names in the objects stay.
final class Output {
  @Option(names = "--json", description = "Write JSON, one object per line.")
  private boolean json;

  private final PrintWriter out;

  Output(Shell shell) {
    this.out = shell.out();
  }

  boolean isJson() {
    return json;
  }

  /// The answer in both forms.
  void say(String sentence, Map<String, ?> object) {
    out.println(json ? text(object) : sentence);
  }

  /// A table that is written row by row, however many there are. For programs each row is an
  /// object.
  Table table(Column... columns) {
    var table = new Table(List.of(columns));
    table.head();
    return table;
  }

  /// In UTC, to the second.
  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String text(Map<String, ?> object) {
    return new String(StrictJson.write(object), UTF_8);
  }

  /// A column of a table.
  ///
  /// @param width of the widest text that is expected; a longer one shifts what comes after it
  record Column(String head, int width, boolean right) {
    static Column text(String head, int width) {
      return new Column(head, Math.max(head.length(), width), false);
    }

    static Column number(String head, int width) {
      return new Column(head, Math.max(head.length(), width), true);
    }

    private String cell(String text) {
      var space = " ".repeat(Math.max(0, width - text.length()));
      return right ? space + text : text + space;
    }
  }

  final class Table {
    private final List<Column> columns;

    private Table(List<Column> columns) {
      this.columns = columns;
    }

    private void head() {
      if (!json) {
        line(columns.stream().map(Column::head).toList());
      }
    }

    /// @param object has one value per column, in their order, and may have more after these
    void row(Map<String, ?> object) {
      if (json) {
        out.println(text(object));
      } else {
        line(object.values().stream().limit(columns.size()).map(Table::cell).toList());
      }
    }

    private static String cell(Object value) {
      return value == null ? "-" : value.toString();
    }

    private void line(List<String> cells) {
      var line = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        line.append(i == 0 ? "" : "  ").append(columns.get(i).cell(cells.get(i)));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
