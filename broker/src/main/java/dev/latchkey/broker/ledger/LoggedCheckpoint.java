package dev.latchkey.broker.ledger;

import dev.latchkey.crypto.Bytes;

/// A session's checkpoint as an entry of the broker-wide log.
///
/// @param index its place in the log
/// @param size entries of the session's ledger at the checkpoint
/// @param text its three lines, without signature. FORMATS.md §11.6
public record LoggedCheckpoint(long index, long size, Bytes text) {}
