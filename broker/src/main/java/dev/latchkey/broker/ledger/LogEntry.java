package dev.latchkey.broker.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.SessionId;

/// A session's checkpoint for the broker-wide log.
///
/// @param size entries of the session's ledger at the checkpoint
/// @param text its three lines, without signature. FORMATS.md §11.6
public record LogEntry(SessionId session, long size, Bytes text) {}
