package dev.latchkey.broker.store.postgres;

import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.store.StoreContract;
import dev.latchkey.broker.store.sql.SqlChannels;
import dev.latchkey.broker.store.sql.SqlLedgers;
import dev.latchkey.broker.store.sql.SqlLog;
import dev.latchkey.broker.store.sql.SqlSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresStoreTest extends StoreContract {
  private PostgresDatabase database;

  @BeforeEach
  void open() {
    database = TestDatabase.open(PostgresServer.common().newDatabase());
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
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
