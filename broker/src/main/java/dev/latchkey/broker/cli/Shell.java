package dev.latchkey.broker.cli;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.InUseException;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.broker.ledger.LedgerMetrics;
import dev.latchkey.broker.ledger.OperatorActs;
import dev.latchkey.broker.metric.Metrics;
import dev.latchkey.broker.session.Rosters;
import dev.latchkey.broker.store.SchemaVersion;
import dev.latchkey.broker.store.Store;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/// What a command is called from, and the way from there to settings and store.
public record Shell(
    Map<String, String> environment,
    InstantSource clock,
    SecureRandom random,
    PrintWriter out,
    PrintWriter err) {
  /// The settings as `serve` would take them; their warnings are told.
  Config config() {
    var settings = settings();
    settings.warnings().forEach(this::warn);
    return Config.of(settings);
  }

  Settings settings() {
    return Settings.read(environment);
  }

  /// The store of the settings, which has to be there already and of this broker's form: no command
  /// but `migrate` changes that.
  Store openStore(Config config) {
    var schema = schema(config);
    if (schema.isMissing()) {
      throw new CommandFailedException(
          "there is no store in %s; LATCHKEY_DATA_DIR says where it is"
              .formatted(config.dataDir()));
    }
    if (schema.isOlder()) {
      throw new CommandFailedException(
          "the store has schema %d and this is for schema %d; run migrate, or start the broker"
              .formatted(schema.found(), schema.known()));
    }
    return open(config);
  }

  /// The form of the store of the settings. None of a store in memory, which nobody reaches from
  /// outside.
  SchemaVersion schema(Config config) {
    return Store.schema(config)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "the store is in the memory of the broker, where no command reaches it"));
  }

  /// As [#openStore], but makes or changes what is there.
  Store open(Config config) {
    try {
      return Store.open(config, random);
    } catch (InUseException e) {
      throw new CommandFailedException(
          "the broker is running on %s and has it to itself; stop the broker first"
              .formatted(config.dataDir().toAbsolutePath().normalize()));
    }
  }

  /// The rosters of that store.
  Rosters rosters(Config config, Store store) {
    return new Rosters(
        store.sessions(),
        store.ledgers(),
        new LedgerMetrics(new Metrics(System::nanoTime)),
        clock,
        config.session().lifetime(),
        _ -> {},
        1);
  }

  /// What commands do in the sessions of that store.
  OperatorActs acts(Config config, Store store) {
    return new OperatorActs(store.sessions(), store.ledgers(), rosters(config, store), clock);
  }

  /// Tells those who read along, not those who work on with the answer.
  void warn(String sentence) {
    err.println("latchkey: " + sentence);
  }
}
