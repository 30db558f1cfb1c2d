package dev.latchkey.broker.store;

import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.session.SessionStore;

/// A store that nothing was written to.
interface StoreUnderTest {
  SessionStore sessions();

  ChannelStore channels();

  LedgerStore ledgers();

  LogStore log();
}
