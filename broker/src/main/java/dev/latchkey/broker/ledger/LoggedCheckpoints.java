package dev.latchkey.broker.ledger;

import java.util.List;

/// The checkpoints of one session that are in the broker-wide log as it was last published.
///
/// @param note the published checkpoint of the log, with its cosignatures
/// @param logSize entries of the log at it
/// @param entries oldest first; every index is below `logSize`
public record LoggedCheckpoints(String note, long logSize, List<LoggedCheckpoint> entries) {
  public LoggedCheckpoints {
    entries = List.copyOf(entries);
  }
}
