package dev.latchkey.crypto.ledger;

/// What one statement did, in the words of the ledger; the fields are those of [LedgerEntry].
public record Act(EntryType type, String actor, String object, String outcome) {}
