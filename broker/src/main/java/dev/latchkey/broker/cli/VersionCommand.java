package dev.latchkey.broker.cli;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `latchkey version`.
@Command(name = "version", description = "Says which version this is, and of which Java.")
final class VersionCommand implements Callable<Integer> {
  @Mixin private final Output output;

  VersionCommand(Shell shell) {
    this.output = new Output(shell);
  }

  @Override
  public Integer call() {
    var version =
        Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
            .orElse("development");
    var java = Runtime.version().toString();
    var object = new LinkedHashMap<String, Object>();
    object.put("version", version);
    object.put("java", java);
    output.say("latchkey %s (Java %s)".formatted(version, java), object);
    return LatchkeyCommand.DONE;
  }
}
