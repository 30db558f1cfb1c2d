package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.cli.LatchkeyCommand;
import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.InvalidConfigException;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.broker.session.StoreFailedException;
import io.helidon.logging.common.LogConfig;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Without arguments starts the broker with the settings of the environment, and stops it on a
/// signal: the requests that have begun are answered first. With arguments does what
/// [LatchkeyCommand] says. Exit codes: 0 stopped, 1 could not start, 2 wrong use.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (args.length == 0) {
      serve();
      return;
    }
    int code =
        LatchkeyCommand.execute(
            Main::serve,
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8),
            args);
    // A broker that was started goes on after this.
    if (code != 0) {
      System.exit(code);
    }
  }

  private static void serve() {
    LogConfig.configureRuntime();
    try {
      var settings = Settings.read(System.getenv());
      var config = Config.of(settings);
      config.requireFreePorts();
      settings.warnings().forEach(warning -> System.err.println("latchkey: " + warning));
      var app =
          App.start(
              config,
              InstantSource.system(),
              System::nanoTime,
              System::nanoTime,
              new SecureRandom());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(app), "shutdown"));
      System.out.println(started(config));
    } catch (InvalidConfigException | StoreFailedException e) {
      System.err.println("latchkey: " + sentence(e));
      System.exit(1);
    }
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
          case SQLITE -> "SQLite in " + config.dataDir().toAbsolutePath().normalize();
          case MEMORY -> "in memory: everything is forgotten when the broker stops";
        };
    return """
    Latchkey is ready.
      page        %s
      store       %s
      management  http://%s/health/ready
    """
        .formatted(config.publicUrl(), store, config.managementListen());
  }

  private static String sentence(RuntimeException e) {
    var cause = e.getCause();
    return cause == null
        ? String.valueOf(e.getMessage())
        : e.getMessage() + ": " + cause.getMessage();
  }
}
