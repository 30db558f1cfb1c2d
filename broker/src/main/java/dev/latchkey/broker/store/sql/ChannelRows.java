package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.store.ChannelState;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/// The table `channels`.
final class ChannelRows {
  private ChannelRows() {}

  static ChannelState state(Sql sql, long session, int channel) throws SQLException {
    return sql.first(
            row -> new ChannelState(row.getLong(1), row.getLong(2), row.getLong(3)),
            "SELECT head, base, covered FROM channels WHERE session_id = ? AND channel = ?",
            session,
            channel)
        .orElse(ChannelState.UNWRITTEN);
  }

  /// The heads of all channels that were written.
  static Map<Integer, Long> heads(Sql sql, SessionId session) throws SQLException {
    return sql
        .list(
            row -> Map.entry(row.getInt(1), row.getLong(2)),
            """
            SELECT channel, head FROM channels
            WHERE session_id = (SELECT id FROM sessions WHERE sid = ?)
            """,
            session.value())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// Sets the state once the statements that were added are run.
  static void add(Sql sql, long session, int channel, ChannelState state) throws SQLException {
    sql.add(
        """
        INSERT INTO channels (session_id, channel, head, base, covered) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (session_id, channel) DO UPDATE
        SET head = excluded.head, base = excluded.base, covered = excluded.covered
        """,
        session,
        channel,
        state.head(),
        state.base(),
        state.covered());
  }
}
