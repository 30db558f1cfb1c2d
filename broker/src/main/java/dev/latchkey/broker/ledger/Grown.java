package dev.latchkey.broker.ledger;

import dev.latchkey.crypto.roster.SessionId;

/// A session whose ledger has entries that the broker-wide log does not vouch for yet.
///
/// @param size entries in its ledger
public record Grown(SessionId session, long size) {}
