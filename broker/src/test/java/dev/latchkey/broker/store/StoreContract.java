package dev.latchkey.broker.store;

/// What every store promises. A test of a store extends this and says where the store is.
public abstract class StoreContract
    implements SessionContract,
        LogContract,
        InviteContract,
        NameContract,
        ChannelContract,
        LedgerContract,
        BrokerLogContract,
        RaceContract {}
