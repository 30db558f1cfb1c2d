package dev.latchkey.broker.ledger;

import java.util.Optional;

/// An entry of a ledger.
///
/// @param leaf the text of the entry
/// @param details what the entry commits to, unless it commits to nothing or that was erased
public record StoredEntry(long index, String leaf, Optional<SaltedDetails> details) {}
