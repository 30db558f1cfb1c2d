package dev.latchkey.broker.cli;

import dev.latchkey.broker.cli.Output.Column;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `latchkey print-config`: every setting and where its value comes from.
@Command(
    name = "print-config",
    description = {
      "Prints every setting, its value and what gave it: default, file or variable.",
      "Of secrets it prints only that there is one."
    })
final class PrintConfigCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final Output output;

  PrintConfigCommand(Shell shell) {
    this.shell = shell;
    this.output = new Output(shell);
  }

  @Override
  public Integer call() {
    var settings = shell.settings();
    settings.warnings().forEach(shell::warn);
    var table =
        output.table(
            Column.text("SETTING", 32),
            Column.text("VALUE", 24),
            Column.text("SOURCE", 8),
            Column.text("FROM", 0));
    for (var setting : settings.all()) {
      var row = new LinkedHashMap<String, Object>();
      row.put("setting", setting.name());
      row.put("value", setting.shown());
      row.put("source", setting.source().name().toLowerCase(Locale.ROOT));
      row.put("from", setting.from());
      table.row(row);
    }
    return LatchkeyCommand.DONE;
  }
}
