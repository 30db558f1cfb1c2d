package dev.latchkey.crypto.roster;

/// A member had this role from entry `from` until entry `until` changed that.
public record Tenure(int from, int until, Role role) {
  private static final int STILL = Integer.MAX_VALUE;

  static Tenure since(int entry, Role role) {
    return new Tenure(entry, STILL, role);
  }

  Tenure endedBy(int entry) {
    return until == STILL ? new Tenure(from, entry, role) : this;
  }

  /// Whether it was in force at some point of the log from entry `first` on and before `end`.
  boolean touches(int first, int end) {
    return from < end && first < until;
  }
}
