package dev.latchkey.broker.ledger;

import dev.latchkey.crypto.ledger.TreeNodes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/// Keeps the ledger of each session: entries that are only ever added, the nodes of the tree over
/// them, and beside each entry the details that it commits to. The entries of statements come with
/// the statements, in one step. Here is the rest.
///
/// What is read here is durable: whatever is signed over it stays true. A
/// ledger goes with its session.
///
/// All methods may be called from any thread.
public interface LedgerStore {
  /// Enters the acts of a session that has none yet. Does nothing if it has, or is not there.
  void begin(SessionId session, NewEntries entries);

  /// Enters acts that the broker has observed.
  ///
  /// @return how many entries there are with them; 0, and nothing is entered, without such a
  ///     session
  long append(SessionId session, NewEntries entries);

  /// How many entries there are; 0 without such a session.
  long size(SessionId session);

  /// At most so many entries, from index `from` on.
  List<StoredEntry> entries(SessionId session, long from, int most);

  /// What is calculated from the nodes of the tree, in one read. Asking for a node that is not
  /// there, also because the session is gone by now, is NoSuchElementException.
  <T> T ofNodes(SessionId session, Function<TreeNodes, T> calculation);

  /// The index of the first entry of the statement at this position of the statement log.
  OptionalLong indexOf(SessionId session, int position);

  /// Of how many statements the first `size` entries speak.
  int statements(SessionId session, long size);

  /// Erases details of entries before a time, of at most so many, and in the same step enters into
  /// each of their ledgers that this was done. The entries stay as they are.
  ///
  /// @return of how many; fewer than `most` if there are none left
  int eraseDetails(Instant before, int most, Erasure erasure);

  /// Erases what is kept of a person beside what proofs need: the details of all entries of which
  /// the member is actor or object, and its newest name. In the same step enters that this was
  /// done. Does nothing without such a session.
  ///
  /// @return of how many entries details were erased
  int erase(SessionId session, MemberId member, NewEntries done);
}
