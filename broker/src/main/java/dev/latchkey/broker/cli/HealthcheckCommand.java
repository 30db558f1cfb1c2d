package dev.latchkey.broker.cli;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `latchkey healthcheck`, for containers, which have no other program to ask with.
@Command(
    name = "healthcheck",
    description = {
      "Asks the running broker on its management port how it is.",
      "Exit code 0: it is up, 1: it is not."
    })
final class HealthcheckCommand implements Callable<Integer> {
  private static final int OK = 200;

  private final Shell shell;
  @Mixin private final Output output;

  @Option(
      names = "--ready",
      description = "Ask whether it takes requests and can store, not only whether it lives.")
  private boolean ready;

  HealthcheckCommand(Shell shell) {
    this.shell = shell;
    this.output = new Output(shell);
  }

  @Override
  public Integer call() {
    var path = ready ? "/health/ready" : "/health/live";
    boolean up = new RunningBroker(shell.config()).status(path) == OK;
    var object = new LinkedHashMap<String, Object>();
    object.put("ok", up);
    output.say(up ? "up" : "down", object);
    return up ? LatchkeyCommand.DONE : LatchkeyCommand.FAILED;
  }
}
