package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// A session and the inner number by which the other tables refer to it.
record HeldSession(long id, SessionRow row) {
  static Optional<HeldSession> find(Sql sql, SessionId session) throws SQLException {
    return sql.first(
        HeldSession::read,
        """
        SELECT id, sid, size, names_version, guard, epoch, created_at, expires_at, log_bytes,
          stored_bytes
        FROM sessions WHERE sid = ?
        """,
        session.value());
  }

  private static HeldSession read(ResultSet row) throws SQLException {
    return new HeldSession(
        row.getLong(1),
        new SessionRow(
            new SessionId(row.getString(2)),
            row.getInt(3),
            row.getLong(4),
            row.getInt(5),
            row.getInt(6),
            Sql.instant(row, 7),
            Sql.instant(row, 8),
            row.getLong(9),
            row.getLong(10)));
  }
}
