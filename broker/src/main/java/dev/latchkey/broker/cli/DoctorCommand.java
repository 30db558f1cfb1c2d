package dev.latchkey.broker.cli;

import dev.latchkey.broker.cli.Finding.Result;
import dev.latchkey.broker.cli.Output.Column;
import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.InvalidConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `latchkey doctor`: whether an installation works, from its settings to what a browser meets.
@Command(
    name = "doctor",
    description = {
      "Checks an installation: settings, data folder, store, and the running broker, both on its",
      "management port and through its public address, as browsers reach it. Changes nothing.",
      "Exit code 0: nothing failed, 1: something did."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final Output output;

  DoctorCommand(Shell shell) {
    this.shell = shell;
    this.output = new Output(shell);
  }

  @Override
  public Integer call() {
    var findings = findings();
    var table =
        output.table(Column.text("CHECK", 16), Column.text("RESULT", 7), Column.text("MESSAGE", 0));
    findings.forEach(finding -> table.row(finding.fields()));
    return findings.stream().anyMatch(it -> it.result() == Result.FAILED)
        ? LatchkeyCommand.FAILED
        : LatchkeyCommand.DONE;
  }

  private List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    Config config;
    try {
      var settings = shell.settings();
      config = Config.of(settings);
      config.tls().ifPresent(files -> files.read(shell.clock().instant()));
      findings.add(
          settings.warnings().isEmpty()
              ? Finding.ok("settings", "the broker takes them")
              : Finding.warning("settings", String.join("; ", settings.warnings())));
    } catch (InvalidConfigException e) {
      return List.of(Finding.failed("settings", String.valueOf(e.getMessage())));
    }
    findings.addAll(new StoreExamination(shell, config).findings());
    findings.addAll(new PublicExamination(shell, config).findings());
    return findings;
  }
}
