package dev.latchkey.broker.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/// `latchkey`, with its subcommands. Exit codes: 0 done, 1 the answer is no, 2 wrong use.
@Command(
    name = "latchkey",
    description = "A session broker. Without a command it serves, with the settings LATCHKEY_*.",
    synopsisSubcommandLabel = "COMMAND")
public final class LatchkeyCommand {
  static final int WRONG_USE = 2;

  private final Runnable broker;

  private LatchkeyCommand(Runnable broker) {
    this.broker = broker;
  }

  /// Does what the arguments ask for and returns the exit code.
  ///
  /// @param broker starts it; called for `serve` alone
  public static int execute(
      Runnable broker, PrintWriter out, PrintWriter err, String... arguments) {
    var latchkey = new CommandLine(new LatchkeyCommand(broker));
    latchkey.addSubcommand(new LedgerCommand(out, err));
    addHelp(latchkey);
    return latchkey
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(
            (wrong, _) -> {
              err.println("latchkey: " + wrong.getMessage());
              return WRONG_USE;
            })
        .execute(arguments);
  }

  @Command(name = "serve", description = "Starts the broker, as without any command.")
  int serve() {
    broker.run();
    return 0;
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this and do nothing.")
                .build());
    command.getSubcommands().values().forEach(LatchkeyCommand::addHelp);
  }
}
