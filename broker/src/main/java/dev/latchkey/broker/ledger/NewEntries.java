package dev.latchkey.broker.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Acts to be entered together, in this order.
///
/// @param nowMicros µs since 1970; the entries get this time, or that of the newest entry before
///     them if that is later
public record NewEntries(long nowMicros, List<NewEntry> entries) {
  public static final NewEntries NONE = new NewEntries(0, List.of());

  public NewEntries {
    entries = List.copyOf(entries);
  }

  public static NewEntries at(Instant now, List<NewEntry> entries) {
    return new NewEntries(micros(now), entries);
  }

  /// µs since 1970.
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
