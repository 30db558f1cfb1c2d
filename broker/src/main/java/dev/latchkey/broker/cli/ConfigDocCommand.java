package dev.latchkey.broker.cli;

import dev.latchkey.broker.config.SettingsTable;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `latchkey config-doc`: the settings as documentation.
@Command(name = "config-doc", description = "Prints all settings and their meaning in Markdown.")
final class ConfigDocCommand implements Callable<Integer> {
  @Mixin private final Output output;

  ConfigDocCommand(Shell shell) {
    this.output = new Output(shell);
  }

  @Override
  public Integer call() {
    var text = SettingsTable.markdown();
    output.say(text.stripTrailing(), Map.of("markdown", text));
    return LatchkeyCommand.DONE;
  }
}
