package dev.latchkey.broker.store;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.DataFolder;
import dev.latchkey.broker.config.KeyFile;
import dev.latchkey.broker.config.Keys;
import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.store.memory.MemoryStore;
import dev.latchkey.broker.store.sqlite.SqliteChannels;
import dev.latchkey.broker.store.sqlite.SqliteDatabase;
import dev.latchkey.broker.store.sqlite.SqliteLedgers;
import dev.latchkey.broker.store.sqlite.SqliteLog;
import dev.latchkey.broker.store.sqlite.SqliteSessions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What outlives the process, if anything does.
///
/// @param works whether the store still takes writes
/// @param closing gives back what the store holds
public record Store(
    Keys keys,
    SessionStore sessions,
    ChannelStore channels,
    LedgerStore ledgers,
    LogStore log,
    BooleanSupplier works,
    Runnable closing)
    implements AutoCloseable {
  /// The store that the settings name, with its keys; both are made if they are not there.
  public static Store open(Config config, SecureRandom random) {
    return switch (config.store()) {
      case SQLITE -> in(DataFolder.hold(config.dataDir()), random);
      case MEMORY -> {
        var memory = new MemoryStore();
        yield new Store(
            Keys.generate(random), memory, memory, memory, memory.log(), () -> true, () -> {});
      }
    };
  }

  /// The form of the store that the settings name, which is left as it is. None of a store in
  /// memory.
  public static Optional<SchemaVersion> schema(Config config) {
    return switch (config.store()) {
      case SQLITE -> Optional.of(SqliteDatabase.schema(config.dataDir()));
      case MEMORY -> Optional.empty();
    };
  }

  private static Store in(DataFolder folder, SecureRandom random) {
    try {
      var keys = KeyFile.open(folder, random);
      var database = SqliteDatabase.open(folder.path());
      return new Store(
          keys,
          new SqliteSessions(database),
          new SqliteChannels(database),
          new SqliteLedgers(database),
          new SqliteLog(database),
          database::writable,
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

  @Override
  public void close() {
    closing.run();
  }
}
