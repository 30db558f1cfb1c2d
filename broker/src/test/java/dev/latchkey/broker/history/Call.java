package dev.latchkey.broker.history;

/// An operation with what came of it.
///
/// @param begin before it was sent, by a clock that all calls of a history share
/// @param end after its outcome was known
public record Call(Operation operation, Outcome outcome, long begin, long end) {
  /// Whether it may take effect at any time after its begin, or never.
  boolean open() {
    return outcome instanceof Outcome.Unknown;
  }

  /// Whether it leaves every session as it was.
  boolean isIdle() {
    return switch (outcome) {
      case Outcome.Values _, Outcome.Members _, Outcome.Refused _ -> true;
      case Outcome.Done _, Outcome.At _ -> false;
      case Outcome.Unknown _ ->
          switch (operation) {
            case Operation.Read _, Operation.Look _ -> true;
            case Operation.Invite _,
                Operation.Revoke _,
                Operation.Join _,
                Operation.Remove _,
                Operation.Append _ ->
                false;
          };
    };
  }

  @Override
  public String toString() {
    return "%s -> %s [%d, %s]".formatted(operation, outcome, begin, open() ? "…" : end);
  }
}
