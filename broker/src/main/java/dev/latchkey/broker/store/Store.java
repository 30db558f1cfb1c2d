package dev.latchkey.broker.store;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.DataFolder;
import dev.latchkey.broker.config.KeyFile;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.config.PostgresAddress;
import dev.latchkey.broker.config.StoreChoice;
import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.session.Places;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.store.memory.MemoryPlaces;
import dev.latchkey.broker.store.memory.MemoryStore;
import dev.latchkey.broker.store.postgres.PostgresDatabase;
import dev.latchkey.broker.store.postgres.PostgresPlaces;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlLog;
import dev.latchkey.broker.store.sql.SqlSessions;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import java.security.SecureRandom;
import java.util.Optional;

/// What outlives the process, if anything does.
///
/// @param shared whether other brokers may be on it, whose writes this one learns of by
///     reading only
/// @param keyFile where the keys are, if anywhere
/// @param state how the store is
/// @param closing gives back what the store holds
public record Store(
    Keys keys,
    Optional<KeyFile> keyFile,
    SessionStore sessions,
    ChannelStore channels,
    LedgerStore ledgers,
    LogStore log,
    Places places,
    boolean shared,
    StoreState state,
    Runnable closing)
    implements AutoCloseable {
  /// The store that the settings name, with its keys; both are made if they are not there.
  public static Store open(Config config, SecureRandom random) {
    return switch (config.store()) {
      case StoreChoice.Sqlite _ -> in(DataFolder.hold(config.dataDir()), config, random);
      case StoreChoice.Memory _ -> {
        var memory = new MemoryStore();
        var file = KeyFile.of(config);
        yield new Store(
            file.map(it -> it.open(random)).orElseGet(() -> Keys.generate(random)),
            file,
            memory,
            memory,
            memory,
            memory.log(),
            new MemoryPlaces(),
            false,
            StoreState.inMemory(() -> true),
            () -> {});
      }
      case StoreChoice.Postgres(PostgresAddress address) -> {
        if (config.keysFile().isEmpty()) {
          DataFolder.ensure(config.dataDir());
        }
        yield at(address, KeyFile.of(config).orElseThrow(), random);
      }
    };
  }

  /// The form of the store that the settings name, which is left as it is. None of a store in
  /// memory.
  public static Optional<SchemaVersion> schema(Config config) {
    return switch (config.store()) {
      case StoreChoice.Sqlite _ -> Optional.of(SqliteDatabase.schema(config.dataDir()));
      case StoreChoice.Memory _ -> Optional.empty();
      case StoreChoice.Postgres(PostgresAddress address) ->
          Optional.of(PostgresDatabase.schema(address));
    };
  }

  private static Store in(DataFolder folder, Config config, SecureRandom random) {
    try {
      var file = KeyFile.of(config).orElseThrow();
      var keys = file.open(random);
      var database = SqliteDatabase.open(folder.path());
      return new Store(
          keys,
          Optional.of(file),
          new SqlSessions(database),
          new SqlChannels(database),
          new SqlLedgers(database),
          new SqlLog(database),
          new MemoryPlaces(),
          false,
          database.state(),
          () -> {
            try (folder) {
              database.close();
            }
          });
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static Store at(PostgresAddress address, KeyFile file, SecureRandom random) {
    var keys = file.open(random);
    var database = PostgresDatabase.open(address, keys.ledgerVerifyingKeys());
    return new Store(
        keys,
        Optional.of(file),
        new SqlSessions(database),
        new SqlChannels(database),
        new SqlLedgers(database),
        new SqlLog(database),
        new PostgresPlaces(database),
        true,
        database.state(),
        database::close);
  }

  @Override
  public void close() {
    closing.run();
  }
}
