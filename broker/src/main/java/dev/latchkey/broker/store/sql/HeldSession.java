package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// A session and the inner number by which the other tables refer to it.
record HeldSession(long id, SessionRow row) {
  private static final long NOTHING = 0;

  /// The session for a write: until the end of the transaction nobody else changes it.
  static Optional<HeldSession> hold(Sql sql, SessionId session) throws SQLException {
    return sql.first(
        row -> read(session, row),
        """
        SELECT id, size, names_version, guard, epoch, created_at, expires_at, log_bytes,
          stored_bytes
        FROM sessions WHERE sid = ?
        """
            + sql.rowLock(),
        session.value());
  }

  /// The session for a read. One that is not there is a row of nothing, which takes as long to read
  /// as another: how long a stranger waits for a refusal must not tell whether there is one.
  static Optional<HeldSession> find(Sql sql, SessionId session) throws SQLException {
    return sql.first(
            row -> read(session, row),
            """
            SELECT id, size, names_version, guard, epoch, created_at, expires_at, log_bytes,
              stored_bytes
            FROM (SELECT 1) AS one LEFT JOIN sessions ON sid = ?
            """,
            session.value())
        .filter(it -> it.id() != NOTHING);
  }

  static List<SessionRow> list(Sql sql, Optional<SessionId> after, int most) throws SQLException {
    return sql.list(
        row -> read(new SessionId(row.getString(10)), row).row(),
        """
        SELECT id, size, names_version, guard, epoch, created_at, expires_at, log_bytes,
          stored_bytes, sid
        FROM sessions WHERE sid > ? ORDER BY sid LIMIT ?
        """,
        after.map(SessionId::value).orElse(""),
        most);
  }

  private static HeldSession read(SessionId session, ResultSet row) throws SQLException {
    return new HeldSession(
        row.getLong(1),
        new SessionRow(
            session,
            row.getInt(2),
            row.getLong(3),
            row.getInt(4),
            row.getInt(5),
            Sql.instant(row, 6),
            Sql.instant(row, 7),
            row.getLong(8),
            row.getLong(9)));
  }
}
