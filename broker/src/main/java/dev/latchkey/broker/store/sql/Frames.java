package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.relay.FrameToStore;
import dev.latchkey.broker.relay.Page;
import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.store.ChannelState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;

/// The table `frames`.
final class Frames {
  private Frames() {}

  /// Adds the frame once the statements that were added are run.
  static void add(Sql sql, long session, int channel, long seq, FrameToStore frame)
      throws SQLException {
    sql.add(
        "INSERT INTO frames (session_id, channel, seq, frame, stored_at) VALUES (?, ?, ?, ?, ?)",
        session,
        channel,
        seq,
        frame.frame(),
        frame.at());
  }

  /// Removes the frames up to this one.
  static void remove(Sql sql, long session, int channel, long upTo) throws SQLException {
    sql.update(
        "DELETE FROM frames WHERE session_id = ? AND channel = ? AND seq <= ?",
        session,
        channel,
        upTo);
  }

  static long bytes(Sql sql, long session, int channel, long upTo) throws SQLException {
    return sql.first(
            row -> row.getLong(1),
            """
            SELECT coalesce(sum(length(frame)), 0) FROM frames
            WHERE session_id = ? AND channel = ? AND seq <= ?
            """,
            session,
            channel,
            upTo)
        .orElse(0L);
  }

  static Page page(Sql sql, long session, int channel, ChannelState state, long after, int maxBytes)
      throws SQLException {
    var frames = new ArrayList<StoredFrame>();
    long bytes = 0;
    try (ResultSet rows =
        sql.query(
            """
            SELECT seq, frame FROM frames
            WHERE session_id = ? AND channel = ? AND seq > ? ORDER BY seq
            """,
            session,
            channel,
            after)) {
      while (rows.next()) {
        var frame = new StoredFrame(rows.getLong(1), Sql.bytes(rows, 2));
        bytes += frame.frame().size();
        if (bytes > maxBytes && !frames.isEmpty()) {
          return new Page(state.head(), state.base(), true, frames);
        }
        frames.add(frame);
      }
    }
    return new Page(state.head(), state.base(), false, frames);
  }
}
