package dev.latchkey.broker.store.sql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The table `entries`.
final class Entries {
  private Entries() {}

  /// Adds the entry once the statements that were added are run.
  static void add(Sql sql, long session, int position, String entry) throws SQLException {
    sql.add(
        "INSERT INTO entries (session_id, position, entry, hash) VALUES (?, ?, ?, ?)",
        session,
        position,
        entry,
        Bytes.of(Hashes.sha256(entry.getBytes(US_ASCII))));
  }

  static List<String> list(Sql sql, SessionId session, int from, int maxChars) throws SQLException {
    var page = new ArrayList<String>();
    long chars = 0;
    try (ResultSet rows =
        sql.query(
            """
            SELECT entry FROM entries
            WHERE session_id = (SELECT id FROM sessions WHERE sid = ?) AND position >= ?
            ORDER BY position
            """,
            session.value(),
            from)) {
      while (rows.next()) {
        var entry = rows.getString(1);
        chars += entry.length();
        if (chars > maxChars && !page.isEmpty()) {
          break;
        }
        page.add(entry);
      }
    }
    return page;
  }

  static Optional<String> find(Sql sql, SessionId session, int position) throws SQLException {
    return sql.first(
        row -> row.getString(1),
        """
        SELECT entry FROM entries
        WHERE session_id = (SELECT id FROM sessions WHERE sid = ?) AND position = ?
        """,
        session.value(),
        position);
  }

  static OptionalInt positionOf(Sql sql, SessionId session, Bytes hash) throws SQLException {
    return sql.first(
            row -> OptionalInt.of(row.getInt(1)),
            """
            SELECT position FROM entries
            WHERE session_id = (SELECT id FROM sessions WHERE sid = ?) AND hash = ?
            ORDER BY position LIMIT 1
            """,
            session.value(),
            hash)
        .orElse(OptionalInt.empty());
  }
}
