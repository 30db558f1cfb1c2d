package dev.latchkey.broker.ledger;

import dev.latchkey.broker.metric.Counts;
import dev.latchkey.broker.metric.Metrics;
import dev.latchkey.crypto.ledger.EntryType;
import java.util.Arrays;

/// What is counted of the ledgers.
public final class LedgerMetrics {
  private final Counts entries;

  public LedgerMetrics(Metrics metrics) {
    this.entries =
        metrics.counts(
            "latchkey_ledger_entries_total",
            "Entries of all ledgers, by what they are about (FORMATS.md §11.1).",
            "type",
            Arrays.stream(EntryType.values()).map(EntryType::wire).toList());
  }

  /// These are in the store.
  public void entered(NewEntries added) {
    added.entries().forEach(it -> entries.of(it.type().wire()).add());
  }
}
