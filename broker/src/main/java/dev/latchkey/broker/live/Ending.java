package dev.latchkey.broker.live;

import dev.latchkey.crypto.ledger.LedgerEntry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a line is being ended, and for how long. The first call counts.
final class Ending {
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

  private volatile @Nullable Long since;
  private volatile @Nullable CloseCode code;

  /// Begins now, unless it has begun before.
  ///
  /// @return whether it began now
  synchronized boolean begin(CloseCode why, long nanos) {
    if (since != null) {
      return false;
    }
    code = why;
    since = nanos;
    return true;
  }

  /// Why, in the words of the ledger.
  String outcome() {
    var why = code;
    return why == null ? LedgerEntry.OK : "code_" + why.wire();
  }

  /// Why; empty while it has not begun.
  Optional<CloseCode> code() {
    return Optional.ofNullable(code);
  }

  boolean hasBegun() {
    return since != null;
  }

  /// Whether the client has had its time to hear why.
  boolean isOver(long nanos) {
    var begun = since;
    return begun != null && nanos - begun >= LONGEST_GOODBYE.toNanos();
  }
}
