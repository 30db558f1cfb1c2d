package dev.latchkey.broker.ledger;

/// What somebody keeps of their own entry: with the ledger key alone it shows, for good, that the
/// broker has entered it, where, and in which tree.
///
/// @param entry the text of the entry
/// @param proof the place in the tree and the signed checkpoint, as a tlog-proof
public record Receipt(String entry, String proof) {}
