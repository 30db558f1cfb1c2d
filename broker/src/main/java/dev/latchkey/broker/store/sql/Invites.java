package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.session.StoredInvite;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The table `invites`.
final class Invites {
  private Invites() {}

  /// Adds the invite, or gives the one that is there the new texts.
  static void put(Sql sql, long session, StoredInvite invite) throws SQLException {
    sql.update(
        """
        INSERT INTO invites (session_id, iid, label, preview, opened, failed, last_failed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (session_id, iid) DO UPDATE SET label = excluded.label, preview = excluded.preview
        """,
        session,
        invite.iid().value(),
        invite.label(),
        invite.preview(),
        invite.opened(),
        invite.failed(),
        invite.lastFailedAt().orElse(null));
  }

  static Optional<SessionId> sessionOf(Sql sql, InviteId invite) throws SQLException {
    return sql.first(
        row -> new SessionId(row.getString(1)),
        """
        SELECT s.sid FROM invites i JOIN sessions s ON s.id = i.session_id
        WHERE i.iid = ? ORDER BY i.id LIMIT 1
        """,
        invite.value());
  }

  static Optional<StoredInvite> find(Sql sql, SessionId session, InviteId invite)
      throws SQLException {
    return sql.first(
        Invites::read,
        """
        SELECT iid, label, preview, opened, failed, last_failed_at FROM invites
        WHERE session_id = (SELECT id FROM sessions WHERE sid = ?) AND iid = ?
        """,
        session.value(),
        invite.value());
  }

  static List<StoredInvite> list(Sql sql, SessionId session) throws SQLException {
    return sql.list(
        Invites::read,
        """
        SELECT iid, label, preview, opened, failed, last_failed_at FROM invites
        WHERE session_id = (SELECT id FROM sessions WHERE sid = ?) ORDER BY id
        """,
        session.value());
  }

  private static StoredInvite read(ResultSet row) throws SQLException {
    return new StoredInvite(
        new InviteId(row.getString(1)),
        Sql.bytes(row, 2),
        Sql.bytes(row, 3),
        row.getLong(4),
        row.getLong(5),
        row.getObject(6) == null ? Optional.empty() : Optional.of(Sql.instant(row, 6)));
  }

  static int countOpened(Sql sql, SessionId session, InviteId invite, int count)
      throws SQLException {
    return sql.update(
        """
        UPDATE invites SET opened = opened + ?
        WHERE session_id = (SELECT id FROM sessions WHERE sid = ?) AND iid = ?
        """,
        count,
        session.value(),
        invite.value());
  }

  static int countFailed(Sql sql, SessionId session, InviteId invite, int count, Instant lastAt)
      throws SQLException {
    return sql.update(
        """
        UPDATE invites SET failed = failed + ?, last_failed_at = ?
        WHERE session_id = (SELECT id FROM sessions WHERE sid = ?) AND iid = ?
        """,
        count,
        lastAt,
        session.value(),
        invite.value());
  }
}
