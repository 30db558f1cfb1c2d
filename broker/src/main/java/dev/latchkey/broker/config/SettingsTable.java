package dev.latchkey.broker.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The settings as documentation, out of the comments of `application.yaml`.
public final class SettingsTable {
  private static final Pattern LINE =
      Pattern.compile("(?<indent> *)(?:# ?(?<comment>.*)|(?<name>[a-z.-]+): *(?<value>.*))?");

  private final List<Row> rows = new ArrayList<>();
  private final StringBuilder comment = new StringBuilder();
  private String section = "";

  private SettingsTable() {}

  /// One setting.
  ///
  /// @param meaning what its comment says, on one line
  record Row(String name, String value, String meaning) {}

  static List<Row> rows() {
    var table = new SettingsTable();
    Settings.defaults().lines().map(LINE::matcher).filter(Matcher::matches).forEach(table::add);
    return table.rows;
  }

  /// The whole document in Markdown.
  public static String markdown() {
    var text =
        new StringBuilder(
            """
            # Settings

            Each can be given as an environment variable, or as a file that holds the value, named by \
            the same variable with `_FILE` at its end, as secrets should be. Or in the YAML file that \
            `LATCHKEY_CONFIG` names, under the name of the setting. The environment wins. Times are \
            written 500ms, 30s, 5m, 12h or 30d, sizes 512KiB, 64MiB or 1GiB.

            `latchkey check-config` says whether the broker takes them, `latchkey print-config` what \
            gave each its value. `latchkey config-doc` has written this file.

            | setting | variable | default | |
            |---|---|---|---|
            """);
    for (var row : rows()) {
      text.append(
          "| `%s` | `%s` | %s | %s |\n"
              .formatted(
                  row.name(),
                  Settings.variable(row.name()),
                  row.value().isEmpty() ? "" : "`" + row.value() + "`",
                  row.meaning().replace("|", "\\|")));
    }
    return text.toString();
  }

  private void add(Matcher line) {
    var name = line.group("name");
    if (line.group("comment") != null) {
      comment.append(comment.isEmpty() ? "" : " ").append(line.group("comment").strip());
      return;
    }
    if (name != null && line.group("value").isEmpty()) {
      section = name + ".";
    } else if (name != null) {
      var full = line.group("indent").isEmpty() ? name : section + name;
      rows.add(new Row(full, unquoted(line.group("value")), comment.toString()));
    }
    comment.setLength(0);
  }

  private static String unquoted(String value) {
    return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
  }
}
