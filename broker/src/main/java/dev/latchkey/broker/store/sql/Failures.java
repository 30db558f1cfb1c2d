package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.session.StoreFailedException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// How many calls of one kind the store has failed.
public final class Failures {
  private final LongAdder count = new LongAdder();

  /// Does it, and counts it if the store fails.
  public <T> T counted(Supplier<T> call) {
    try {
      return call.get();
    } catch (StoreFailedException e) {
      count.increment();
      throw e;
    }
  }

  public long count() {
    return count.sum();
  }
}
