package dev.latchkey.broker.relay;

import dev.latchkey.broker.BrokerException;

/// What became of a [Write].
public sealed interface Written {
  /// It stands at `seq`: durable, and announced to [Commits], now or when it was first written.
  record At(long seq) implements Written {}

  /// It changed nothing.
  record Refused(BrokerException why) implements Written {}
}
