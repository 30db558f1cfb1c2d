package dev.latchkey.broker.store.sql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.NewEntry;
import dev.latchkey.broker.ledger.SaltedDetails;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.Details;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.ledger.TreeNodes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;

/// The table `ledger`, and what `sessions` says of it.
final class LedgerRows {
  private static final int HASH_BYTES = 32;

  private LedgerRows() {}

  /// Enters the acts, and returns how many entries there are with them; 0 without such a session.
  static long append(Sql sql, SessionId session, NewEntries added) throws SQLException {
    var found = find(sql, session, sql.rowLock());
    if (found.isEmpty() || added.entries().isEmpty()) {
      return found.map(Held::size).orElse(0L);
    }
    long id = found.get().session();
    long at = Math.max(added.nowMicros(), found.get().at());
    long index = found.get().size();
    var nodes = nodes(sql, session);
    for (var entry : added.entries()) {
      add(sql, id, index, at, entry, nodes);
      index++;
    }
    sql.update("UPDATE sessions SET ledger_size = ?, ledger_at = ? WHERE id = ?", index, at, id);
    return index;
  }

  /// A ledger with so many entries, of which the newest is of this time.
  private record Held(long session, long size, long at) {}

  private static Optional<Held> find(Sql sql, SessionId session, String lock) throws SQLException {
    return sql.first(
        row -> new Held(row.getLong(1), row.getLong(2), row.getLong(3)),
        "SELECT id, ledger_size, ledger_at FROM sessions WHERE sid = ?" + lock,
        session.value());
  }

  static long size(Sql sql, SessionId session) throws SQLException {
    return find(sql, session, "").map(Held::size).orElse(0L);
  }

  private static void add(
      Sql sql, long session, long index, long at, NewEntry added, TreeNodes nodes)
      throws SQLException {
    var leaf = added.at(at).text();
    var hash = MerkleTree.leafHash(leaf.getBytes(US_ASCII));
    var hashes =
        MerkleTree.append(nodes, index, hash).stream()
            .map(Bytes::toByteArray)
            .toArray(byte[][]::new);
    sql.update(
        """
        INSERT INTO ledger (session_id, idx, at, position, leaf, nodes, salt, details)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        session,
        index,
        at,
        added.position().isPresent() ? added.position().getAsInt() : null,
        leaf,
        Bytes.concat(hashes),
        added.details().map(SaltedDetails::salt).orElse(null),
        added.details().map(it -> it.details().text()).orElse(null));
  }

  /// The tree as this connection sees it. A subtree stands with the last of its leaves.
  static TreeNodes nodes(Sql sql, SessionId session) {
    return (level, index) -> {
      try {
        return sql.first(
                row -> Sql.bytes(row, 1),
                """
                SELECT substr(nodes, ?, ?) FROM ledger
                WHERE session_id = (SELECT id FROM sessions WHERE sid = ?) AND idx = ?
                """,
                level * HASH_BYTES + 1,
                HASH_BYTES,
                session.value(),
                ((index + 1) << level) - 1)
            .orElseThrow(() -> new NoSuchElementException("no such node"));
      } catch (SQLException e) {
        throw new StoreFailedException("the read failed", e);
      }
    };
  }

  static List<StoredEntry> list(Sql sql, SessionId session, long from, int most)
      throws SQLException {
    return sql.list(
        LedgerRows::read,
        """
        SELECT idx, leaf, salt, details FROM ledger
        WHERE session_id = (SELECT id FROM sessions WHERE sid = ?) AND idx >= ?
        ORDER BY idx LIMIT ?
        """,
        session.value(),
        from,
        most);
  }

  /// The oldest entries with details from before a time, at most so many: how many of each ledger.
  static Map<SessionId, Integer> aged(Sql sql, long beforeMicros, int most) throws SQLException {
    return sql
        .list(
            row -> Map.entry(new SessionId(row.getString(1)), row.getInt(2)),
            """
        SELECT s.sid, count(*)
        FROM (
          SELECT session_id FROM ledger WHERE details IS NOT NULL AND at < ?
          ORDER BY at, session_id, idx LIMIT ?) l
        JOIN sessions s ON s.id = l.session_id
        GROUP BY s.sid
        """,
            beforeMicros,
            most)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// Erases details of the oldest entries of a ledger from before a time, and returns of how many.
  static int eraseDetails(Sql sql, long session, long beforeMicros, int most) throws SQLException {
    return sql.update(
        """
        UPDATE ledger SET salt = NULL, details = NULL
        WHERE session_id = ? AND idx IN (
          SELECT idx FROM ledger WHERE session_id = ? AND details IS NOT NULL AND at < ?
          ORDER BY idx LIMIT ?)
        """,
        session,
        session,
        beforeMicros,
        most);
  }

  /// Erases details of the entries about this member, and returns of how many.
  static int eraseDetails(Sql sql, long session, MemberId member) throws SQLException {
    int erased = 0;
    for (var entry : withDetails(sql, session)) {
      if (entry.isAbout(member)) {
        erased +=
            sql.update(
                "UPDATE ledger SET salt = NULL, details = NULL WHERE session_id = ? AND idx = ?",
                session,
                entry.index());
      }
    }
    return erased;
  }

  private static List<StoredEntry> withDetails(Sql sql, long session) throws SQLException {
    return sql.list(
        LedgerRows::read,
        """
        SELECT idx, leaf, salt, details FROM ledger
        WHERE session_id = ? AND details IS NOT NULL ORDER BY idx
        """,
        session);
  }

  private static StoredEntry read(ResultSet row) throws SQLException {
    var details = row.getString(4);
    return new StoredEntry(
        row.getLong(1),
        row.getString(2),
        details == null
            ? Optional.empty()
            : Optional.of(new SaltedDetails(Sql.bytes(row, 3), Details.parse(details))));
  }
}
