package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.session.NameResult;
import dev.latchkey.broker.session.NameToStore;
import dev.latchkey.broker.session.StoredName;
import dev.latchkey.broker.store.Admission;
import dev.latchkey.broker.store.LastFrame;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The table `names`.
final class Names {
  private Names() {}

  static NameResult put(Sql sql, HeldSession session, NameToStore name) throws SQLException {
    long id = session.id();
    var last = Counters.NAME.last(sql, id, name.epoch(), name.member(), name.instance());
    var refusal = Admission.refusal(name, session.row(), last);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    long version = session.row().namesVersion() + 1;
    sql.update("UPDATE sessions SET names_version = ? WHERE id = ?", version, id);
    sql.update(
        """
        INSERT INTO names (session_id, mid, frame, version) VALUES (?, ?, ?, ?)
        ON CONFLICT (session_id, mid) DO UPDATE
        SET frame = excluded.frame, version = excluded.version
        """,
        id,
        name.member().value(),
        name.frame(),
        version);
    var taken = LastFrame.of(name.counter(), name.frame(), version);
    Counters.NAME.set(sql, id, name.epoch(), name.member(), name.instance(), taken);
    return new NameResult.Named(version);
  }

  static void drop(Sql sql, long session, MemberId member) throws SQLException {
    sql.update("DELETE FROM names WHERE session_id = ? AND mid = ?", session, member.value());
  }

  static Optional<StoredName> find(Sql sql, SessionId session, MemberId member)
      throws SQLException {
    return sql.first(
        Names::read,
        """
        SELECT mid, frame, version FROM names
        WHERE session_id = (SELECT id FROM sessions WHERE sid = ?) AND mid = ?
        """,
        session.value(),
        member.value());
  }

  static List<StoredName> list(Sql sql, SessionId session, long after) throws SQLException {
    return sql.list(
        Names::read,
        """
        SELECT mid, frame, version FROM names
        WHERE session_id = (SELECT id FROM sessions WHERE sid = ?) AND version > ?
        ORDER BY version
        """,
        session.value(),
        after);
  }

  private static StoredName read(ResultSet row) throws SQLException {
    return new StoredName(new MemberId(row.getString(1)), Sql.bytes(row, 2), row.getLong(3));
  }
}
