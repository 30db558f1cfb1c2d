package dev.latchkey.broker.session;

/// How the write of a name ended. The first that applies, in the order below, is the result.
public sealed interface NameResult {
  /// No such session.
  record Gone() implements NameResult {}

  /// Stored under this version. The last frame of an instance, sent again, gets its old version.
  record Named(long version) implements NameResult {}

  /// The roster changed since the member was checked: check again.
  record RosterMoved() implements NameResult {}

  /// The frame is of another epoch than the current one.
  record EpochClosed(int current) implements NameResult {}

  /// The counter is not above the last of its instance.
  record CounterUsed(long last) implements NameResult {}
}
