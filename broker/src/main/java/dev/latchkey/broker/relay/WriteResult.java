package dev.latchkey.broker.relay;

/// How a write ended. The first that applies, in the order below, is the result.
public sealed interface WriteResult {
  /// No such session.
  record Gone() implements WriteResult {}

  /// This very frame is the last one of its instance and stands at `seq` already.
  record Repeated(long seq) implements WriteResult {}

  /// The roster changed who may write since the sender was checked: check again.
  record RosterMoved() implements WriteResult {}

  /// The counter is not above the last of its instance.
  record CounterUsed(long last) implements WriteResult {}

  /// The frame is of another epoch than the current one.
  record EpochClosed(int current) implements WriteResult {}

  /// The condition does not hold, or the frame covers more than there is.
  record HeadMoved(long head) implements WriteResult {}

  /// The session's frames would come to more than they may.
  record Full() implements WriteResult {}

  /// The frame is in, at `seq`.
  record Stored(long seq) implements WriteResult {}
}
