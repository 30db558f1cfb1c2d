package dev.latchkey.broker.cli;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.InvalidConfigException;
import dev.latchkey.broker.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `latchkey check-config`: whether the broker would take the settings.
@Command(
    name = "check-config",
    description = {
      "Says whether the broker would start with these settings. It opens nothing.",
      "Exit code 0: it would, 3: it would not."
    })
final class CheckConfigCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final Output output;

  @Option(
      names = "--strict",
      description = "Take every unknown variable LATCHKEY_* for a mistake, not only similar ones.")
  private boolean strict;

  CheckConfigCommand(Shell shell) {
    this.shell = shell;
    this.output = new Output(shell);
  }

  @Override
  public Integer call() {
    var errors = new ArrayList<String>();
    List<String> warnings = List.of();
    try {
      var settings = shell.settings();
      warnings = settings.warnings();
      errors.addAll(wrongIn(settings));
    } catch (InvalidConfigException e) {
      errors.add(e.getMessage());
    }
    if (strict) {
      errors.addAll(warnings);
      warnings = List.of();
    }
    tell(errors, warnings);
    return errors.isEmpty() ? LatchkeyCommand.DONE : LatchkeyCommand.INVALID_SETTINGS;
  }

  private List<String> wrongIn(Settings settings) {
    try {
      var config = Config.of(settings);
      config.tls().ifPresent(files -> files.read(shell.clock().instant()));
      return List.of();
    } catch (InvalidConfigException e) {
      return List.of(e.getMessage());
    }
  }

  private void tell(List<String> errors, List<String> warnings) {
    warnings.forEach(shell::warn);
    if (!output.isJson() && !errors.isEmpty()) {
      errors.forEach(shell::warn);
      return;
    }
    var object = new LinkedHashMap<String, Object>();
    object.put("ok", errors.isEmpty());
    object.put("errors", errors);
    object.put("warnings", warnings);
    output.say("the settings are fine", object);
  }
}
