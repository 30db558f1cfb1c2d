package dev.latchkey.broker.relay;

/// What a writer demands of the channel.
public sealed interface Condition {
  /// Nothing.
  record Any() implements Condition {}

  /// The head is this one.
  record AtHead(long head) implements Condition {}

  /// Nothing was ever written to the channel.
  record Unwritten() implements Condition {}

  default boolean holds(long head) {
    return switch (this) {
      case Any() -> true;
      case AtHead(long expected) -> head == expected;
      case Unwritten() -> head == 0;
    };
  }
}
