package dev.latchkey.broker.store.memory;

import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.store.StoreContract;

class MemoryStoreTest extends StoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  public SessionStore sessions() {
    return store;
  }

  @Override
  public ChannelStore channels() {
    return store;
  }

  @Override
  public LedgerStore ledgers() {
    return store;
  }

  @Override
  public LogStore log() {
    return store.log();
  }
}
