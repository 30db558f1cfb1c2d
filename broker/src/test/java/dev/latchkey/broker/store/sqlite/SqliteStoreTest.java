package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.store.StoreContract;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlLog;
import dev.latchkey.broker.store.sql.SqlSessions;
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
    return new SqlSessions(database);
  }

  @Override
  public ChannelStore channels() {
    return new SqlChannels(database);
  }

  @Override
  public LedgerStore ledgers() {
    return new SqlLedgers(database);
  }

  @Override
  public LogStore log() {
    return new SqlLog(database);
  }
}
