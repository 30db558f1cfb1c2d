package dev.latchkey.broker.cli;

import dev.latchkey.broker.BrokerException;
import dev.latchkey.broker.backup.UnusableBackupException;
import dev.latchkey.broker.config.InUseException;
import dev.latchkey.broker.config.InvalidConfigException;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `latchkey`, with its subcommands. Whatever goes wrong is one sentence, never a stack trace.
@Command(
    name = "latchkey",
    description = "A session broker. Without a command it serves, with the settings LATCHKEY_*.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed or the answer is no, 2 wrong use, 3 invalid settings."
    })
public final class LatchkeyCommand {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USE = 2;
  static final int INVALID_SETTINGS = 3;

  private static final Pattern ID_LIKE_AN_OPTION =
      Pattern.compile("-(?:[A-Za-z0-9_-]{21}|[A-Za-z0-9_-]{26})");

  private final Broker broker;

  private LatchkeyCommand(Broker broker) {
    this.broker = broker;
  }

  /// The way to start a broker.
  public interface Broker {
    /// Starts it, or says why not.
    ///
    /// @param lan for the other devices of this network, too
    /// @return the exit code; 0 if it has started
    int start(boolean lan);
  }

  /// Does what the arguments ask for and returns the exit code.
  public static int execute(Broker broker, Shell shell, String... arguments) {
    var factory = factory(shell);
    var latchkey = new CommandLine(new LatchkeyCommand(broker), factory);
    for (var command : commands(shell)) {
      latchkey.addSubcommand(new CommandLine(command, factory));
    }
    addHelp(latchkey);
    return latchkey
        .registerConverter(SessionId.class, LatchkeyCommand::session)
        .registerConverter(MemberId.class, LatchkeyCommand::member)
        .registerConverter(Keys.Use.class, LatchkeyCommand::use)
        .registerConverter(Duration.class, LatchkeyCommand::duration)
        .setOut(shell.out())
        .setErr(shell.err())
        .setParameterExceptionHandler(
            (wrong, _) -> {
              shell.warn(firstLine(wrong));
              return WRONG_USE;
            })
        .setExecutionExceptionHandler((failure, _, _) -> failed(shell, failure))
        .execute(Stream.of(arguments).map(LatchkeyCommand::shielded).toArray(String[]::new));
  }

  /// One ID in 64 begins with a hyphen. Behind a space it is not taken for an option.
  private static String shielded(String argument) {
    return ID_LIKE_AN_OPTION.matcher(argument).matches() ? " " + argument : argument;
  }

  private static List<Object> commands(Shell shell) {
    return List.of(
        new CheckConfigCommand(shell),
        new PrintConfigCommand(shell),
        new ConfigDocCommand(shell),
        new SessionsCommand(shell),
        new InvitesCommand(shell),
        new LedgerCommand(shell),
        new KeysCommand(shell),
        new SubjectCommand(shell),
        new BackupCommand(shell),
        new PurgeCommand(shell),
        new MigrateCommand(shell),
        new HealthcheckCommand(shell),
        new ConnectionsCommand(shell),
        new DoctorCommand(shell),
        new VersionCommand(shell));
  }

  @Command(name = "serve", description = "Starts the broker, as without any command.")
  int serve(
      @Option(
              names = "--lan",
              description = {
                "Serve the other devices of this network, too: listen on all addresses, with a",
                "certificate that the broker makes, and show the address as a QR code."
              })
          boolean lan) {
    return broker.start(lan);
  }

  /// Tells what is wrong and returns the exit code for it.
  public static int failed(Shell shell, Exception failure) {
    shell.warn(sentence(failure));
    return switch (failure) {
      case InvalidConfigException _ -> INVALID_SETTINGS;
      case UnusableFileException _ -> WRONG_USE;
      default -> FAILED;
    };
  }

  private static String sentence(Exception failure) {
    return switch (failure) {
      case StoreFailedException store when store.getCause() != null ->
          store.getMessage() + ": " + firstLine(store.getCause());
      case InvalidConfigException _,
          InUseException _,
          UnusableFileException _,
          CommandFailedException _,
          UnusableBackupException _,
          StoreFailedException _ ->
          firstLine(failure);
      case BrokerException refusal -> refusal.detail();
      default ->
          "this should not have happened: %s (%s)"
              .formatted(firstLine(failure), failure.getClass().getSimpleName());
    };
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static SessionId session(String text) {
    try {
      return new SessionId(text.strip());
    } catch (FormatException e) {
      throw new TypeConversionException("want the ID of a session");
    }
  }

  private static MemberId member(String text) {
    try {
      return new MemberId(text.strip());
    } catch (FormatException e) {
      throw new TypeConversionException("want the ID of a member");
    }
  }

  private static Keys.Use use(String text) {
    return switch (text) {
      case "token" -> Keys.Use.TOKEN;
      case "ledger" -> Keys.Use.LEDGER;
      case "data" -> Keys.Use.DATA;
      default -> throw new TypeConversionException("want token, ledger or data");
    };
  }

  private static Duration duration(String text) {
    return Settings.duration(text)
        .orElseThrow(() -> new TypeConversionException("want a time such as 12h or 30d"));
  }

  private static IFactory factory(Shell shell) {
    var others = CommandLine.defaultFactory();
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        return type == Output.class ? type.cast(new Output(shell)) : others.create(type);
      }
    };
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
