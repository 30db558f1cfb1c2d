package dev.latchkey.broker.session;

import java.util.Map;

/// How an append ended. The first that applies, in the order below, is the result.
public sealed interface AppendResult {
  /// No such session.
  record Gone() implements AppendResult {}

  /// The log has another size than expected; it has this one.
  record Conflict(int size) implements AppendResult {}

  /// The log, with the sealed texts that came with its entries, has its most.
  record Full() implements AppendResult {}

  /// The channels have other heads than the entry closes them at: these, of all that were written.
  record HeadsMoved(Map<Integer, Long> heads) implements AppendResult {
    public HeadsMoved {
      heads = Map.copyOf(heads);
    }
  }

  /// The challenge was taken before.
  record ChallengeUsed() implements AppendResult {}

  /// The entry is in, with its effects; log and ledger have these sizes now.
  record Appended(int size, long ledgerSize) implements AppendResult {}
}
