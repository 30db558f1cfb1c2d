package dev.latchkey.broker.ledger;

/// What is entered into a ledger of which details were erased.
@FunctionalInterface
public interface Erasure {
  /// The entries that say so.
  ///
  /// @param count of how many entries
  /// @param log how many entries the statement log has
  NewEntries of(int count, int log);
}
