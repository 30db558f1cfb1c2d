package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.ledger.Verdict.Code;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What a hostile broker does to one export, one lie at a time, and what must be said about it.
final class Lies {
  /// @param demanding whether the reader has a policy of its own
  record Lie(
      String name,
      String why,
      Code code,
      OptionalLong index,
      List<String> lines,
      boolean demanding) {}

  private Lies() {}

  /// About the export of [dev.latchkey.crypto.roster.SampleLogs#pair].
  static List<Lie> about(SampleExport export) {
    return Stream.of(new FileLies(export), new EntryLies(export), new EvidenceLies(export))
        .flatMap(drafts -> drafts.told().stream())
        .toList();
  }
}
