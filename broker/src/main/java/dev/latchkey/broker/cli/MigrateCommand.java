package dev.latchkey.broker.cli;

import dev.latchkey.broker.store.SchemaVersion;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `latchkey migrate`: brings the store to the form of this version, as `serve` does by itself.
@Command(
    name = "migrate",
    description = {
      "Brings the store to the form of this version, and makes it if there is none.",
      "The broker does the same when it starts. There is no way back but a backup."
    })
final class MigrateCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private final Output output;

  @Option(names = "--dry-run", description = "Only say what there is to do.")
  private boolean dryRun;

  MigrateCommand(Shell shell) {
    this.shell = shell;
    this.output = new Output(shell);
  }

  @Override
  public Integer call() {
    var config = shell.config();
    var schema = shell.schema(config);
    if (!dryRun || schema.isNewer()) {
      shell.open(config).close();
    }
    var object = new LinkedHashMap<String, Object>();
    object.put("found", schema.found());
    object.put("known", schema.known());
    object.put("dryRun", dryRun);
    output.say(sentence(schema), object);
    return LatchkeyCommand.DONE;
  }

  private String sentence(SchemaVersion schema) {
    if (!schema.isOlder()) {
      return "the store has schema %d already; there is nothing to do".formatted(schema.found());
    }
    return (schema.isMissing()
        ? "the store %s made with schema %d".formatted(dryRun ? "would be" : "was", schema.known())
        : "the store %s brought from schema %d to %d"
            .formatted(dryRun ? "would be" : "was", schema.found(), schema.known()));
  }
}
