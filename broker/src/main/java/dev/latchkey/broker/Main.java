package dev.latchkey.broker;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.InvalidConfigException;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.broker.session.StoreFailedException;
import io.helidon.logging.common.LogConfig;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Starts the broker with the settings of the environment, and stops it on a signal: the requests
/// that have begun are answered first. Exit codes: 0 stopped, 1 could not start, 2 wrong use.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (args.length > 0) {
      exit(2, "the broker takes no arguments; its settings are LATCHKEY_* in the environment");
    }
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
      exit(1, sentence(e));
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

  private static void exit(int code, String sentence) {
    System.err.println("latchkey: " + sentence);
    System.exit(code);
  }
}
