package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.store.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
  @TempDir private Path directory;
  private SqliteDatabase database;

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public SessionStore sessions() {
    return new SqliteSessions(database);
  }

  @Override
  public ChannelStore channels() {
    return new SqliteChannels(database);
  }

  @Override
  public LedgerStore ledgers() {
    return new SqliteLedgers(database);
  }

  @Override
  public LogStore log() {
    return new SqliteLog(database);
  }
}
