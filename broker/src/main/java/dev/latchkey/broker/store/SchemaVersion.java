package dev.latchkey.broker.store;

/// The form of the tables of a store: forms are numbered, and a store goes from each to the next.
///
/// @param found what the store has; 0 if there is no store
/// @param known the newest that this broker knows
public record SchemaVersion(int found, int known) {
  public boolean isMissing() {
    return found == 0;
  }

  public boolean isOlder() {
    return found < known;
  }

  public boolean isNewer() {
    return found > known;
  }
}
