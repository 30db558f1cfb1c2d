package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.cli.LatchkeyCommand;
import dev.latchkey.broker.cli.Shell;
import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.InUseException;
import dev.latchkey.broker.config.InvalidConfigException;
import dev.latchkey.broker.config.PostgresAddress;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.broker.config.StoreChoice;
import dev.latchkey.broker.lan.Lan;
import dev.latchkey.broker.lan.LanHost;
import dev.latchkey.broker.log.JsonLines;
import dev.latchkey.broker.session.StoreFailedException;
import io.helidon.logging.common.LogConfig;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// Without arguments starts the broker with the settings of the environment, and stops it on a
/// signal: the requests that have begun are answered first. With arguments does what
/// [LatchkeyCommand] says. Exit codes: 0 stopped, 1 could not start, 2 wrong use, 3 invalid
/// settings.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    var shell =
        new Shell(
            System.getenv(),
            InstantSource.system(),
            new SecureRandom(),
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8));
    int code =
        args.length == 0
            ? serve(shell, false)
            : LatchkeyCommand.execute(lan -> serve(shell, lan), shell, args);
    // A broker that was started goes on after this.
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int serve(Shell shell, boolean forOthers) {
    LogConfig.configureRuntime();
    try {
      var lan = forOthers ? Optional.of(lan(shell)) : Optional.<Lan>empty();
      var settings = Settings.read(lan.map(Lan::environment).orElseGet(shell::environment));
      var config = Config.of(settings);
      config.requireFreePorts();
      warn(config, settings);
      var app =
          App.start(config, shell.clock(), System::nanoTime, System::nanoTime, shell.random());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(app), "shutdown"));
      tellStarted(config);
      lan.ifPresent(
          it -> shell.out().println(it.greeting(config.publicUrl().value(), isTerminal())));
      return 0;
    } catch (InvalidConfigException | InUseException | StoreFailedException e) {
      return LatchkeyCommand.failed(shell, e);
    }
  }

  private static void warn(Config config, Settings settings) {
    switch (config.logFormat()) {
      case TEXT ->
          settings.warnings().forEach(warning -> System.err.println("latchkey: " + warning));
      case JSON -> {
        JsonLines.install();
        settings.warnings().forEach(warning -> log().log(Level.WARNING, warning));
      }
    }
    if (config.redisUrl().isPresent() && !config.store().isShared()) {
      log()
          .log(
              Level.WARNING,
              "redis-url is for several brokers on a PostgreSQL store, and is not used");
    }
  }

  /// Only once the log is configured: a logger that is there before keeps the level of then.
  private static Logger log() {
    return System.getLogger(Main.class.getName());
  }

  private static void tellStarted(Config config) {
    var text = started(config);
    switch (config.logFormat()) {
      case TEXT -> System.out.println(text);
      case JSON -> log().log(Level.INFO, text.strip().replaceAll("\\s+", " "));
    }
  }

  private static Lan lan(Shell shell) {
    return Lan.prepare(
        shell.environment(), LanHost.find(), shell.clock().instant(), shell.random());
  }

  @SuppressWarnings("SystemConsoleNull") // It is null again since JDK 25.
  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  private static void stop(App app) {
    app.close();
    System.out.flush();
    // Otherwise a signal that did what it should would end in the exit code of a failure.
    Runtime.getRuntime().halt(0);
  }

  private static String started(Config config) {
    var store =
        switch (config.store()) {
          case StoreChoice.Sqlite _ -> "SQLite in " + config.dataDir().toAbsolutePath().normalize();
          case StoreChoice.Memory _ -> "in memory: everything is forgotten when the broker stops";
          case StoreChoice.Postgres(PostgresAddress address) -> address.toString();
        };
    return """
    Latchkey is ready.
      page        %s
      store       %s
      management  http://%s/health/ready
    """
        .formatted(config.publicUrl(), store, config.managementListen());
  }
}
