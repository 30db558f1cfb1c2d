package dev.latchkey.broker.http;

import dev.latchkey.broker.ledger.BrokerLog;
import dev.latchkey.broker.ledger.Ledger;
import dev.latchkey.broker.ledger.Notices;
import dev.latchkey.broker.limit.Limits;
import dev.latchkey.broker.relay.Channels;
import dev.latchkey.broker.relay.LogReader;
import dev.latchkey.broker.session.Comparisons;
import dev.latchkey.broker.session.HostStatements;
import dev.latchkey.broker.session.Invites;
import dev.latchkey.broker.session.Joins;
import dev.latchkey.broker.session.Members;
import dev.latchkey.broker.session.Moves;
import dev.latchkey.broker.session.Rendezvous;
import dev.latchkey.broker.session.Sessions;
import dev.latchkey.broker.session.Terms;
import dev.latchkey.crypto.token.BrokerKey;
import dev.latchkey.crypto.token.TokenVerifier;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What the HTTP interface serves.
///
/// @param publishedKeys whose signatures others have to check, at the moment
/// @param storeWorks whether the store still takes writes
public record Services(
    Terms terms,
    Sessions sessions,
    Invites invites,
    HostStatements statements,
    Comparisons comparisons,
    Joins joins,
    Members members,
    LogReader logReader,
    Moves moves,
    Rendezvous rendezvous,
    Channels channels,
    Ledger ledger,
    BrokerLog log,
    Notices notices,
    Limits limits,
    RefusalMetrics refusals,
    TokenVerifier verifier,
    DpopNonces nonces,
    Supplier<List<BrokerKey.Public>> publishedKeys,
    BooleanSupplier storeWorks) {}
