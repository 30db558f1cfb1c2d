package dev.latchkey.broker.store;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// How a store is. Whoever asks never waits.
///
/// @param works whether it still takes writes
/// @param bytes its size on the disk, as far as it is known
/// @param failedReads how many reads have failed since it was opened
/// @param failedWrites how many writes
public record StoreState(
    BooleanSupplier works,
    LongSupplier bytes,
    LongSupplier failedReads,
    LongSupplier failedWrites) {
  /// That of a store in memory.
  public static StoreState inMemory(BooleanSupplier works) {
    return new StoreState(works, () -> 0, () -> 0, () -> 0);
  }
}
