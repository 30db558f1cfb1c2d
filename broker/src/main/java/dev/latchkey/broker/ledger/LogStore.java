package dev.latchkey.broker.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.TreeNodes;
import dev.latchkey.crypto.roster.SessionId;
import java.util.List;
import java.util.Optional;

/// Keeps the broker-wide log: rows that only become more, whatever becomes of the sessions that
/// they are about. Promises of writes and reads, and [StoreFailedException], are those of
/// [SessionStore][dev.latchkey.broker.session.SessionStore].
public interface LogStore {
  /// Sessions whose ledger has more entries than their newest entry in the log says; at most so
  /// many, none twice.
  List<Grown> grown(int most);

  /// Whether this broker is the one that continues the log, for some seconds more at least. Of all
  /// brokers on one store one is.
  boolean lead();

  /// Appends all entries in their order, in one step, but those that say no more of their session
  /// than the log does: another broker was faster. Their sessions have not grown any more, unless
  /// their ledgers are longer than the entries say.
  void append(List<LogEntry> entries);

  /// Entries in the log.
  long size();

  /// The texts of the entries from `index` (0 is the first) on, at most so many.
  List<Bytes> entries(long index, int most);

  /// The hashes of so many perfect subtrees of this level, from the one with this number on: each
  /// over 2^level entries. All of them are in the log.
  List<Bytes> nodes(int level, long number, int count);

  /// The log's tree.
  default TreeNodes nodes() {
    return (level, index) -> nodes(level, index, 1).getFirst();
  }

  /// The newest entries about this session, at most so many; oldest first.
  List<LoggedCheckpoint> logged(SessionId session, int most);

  /// The checkpoint of the log that was kept last, with its signatures.
  Optional<String> checkpoint();

  /// Keeps this one in its place, unless another broker leads.
  void keepCheckpoint(String note);
}
