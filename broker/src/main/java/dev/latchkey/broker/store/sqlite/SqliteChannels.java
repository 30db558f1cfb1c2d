package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.relay.ChannelFrame;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.relay.FrameToStore;
import dev.latchkey.broker.relay.Heads;
import dev.latchkey.broker.relay.Page;
import dev.latchkey.broker.relay.StoredFrame;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.store.Admission;
import dev.latchkey.broker.store.ChannelState;
import dev.latchkey.broker.store.LastFrame;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Channels in the embedded store.
public final class SqliteChannels implements ChannelStore {
  private final SqliteDatabase database;

  public SqliteChannels(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public List<WriteResult> writeAll(SessionId session, List<ChannelFrame> frames) {
    return database.write(
        sql -> {
          var results = new ArrayList<WriteResult>();
          for (var it : frames) {
            var held = HeldSession.find(sql, session);
            results.add(
                held.isEmpty()
                    ? new WriteResult.Gone()
                    : write(sql, held.get(), it.channel(), it.frame()));
          }
          return results;
        });
  }

  private static WriteResult write(Sql sql, HeldSession session, int channel, FrameToStore frame)
      throws SQLException {
    long id = session.id();
    var last = Counters.DURABLE.last(sql, id, frame.epoch(), frame.sender(), frame.instance());
    ChannelState state = state(sql, id, channel);
    long covers = frame.covers().orElse(0);
    long freed = covers > state.covered() ? storedBytes(sql, id, channel, covers) : 0;
    var refusal = Admission.refusal(frame, session.row(), last, state.head(), freed);
    if (refusal.isPresent()) {
      return refusal.get();
    }

    ChannelState next = state.after(frame.covers());
    if (next.covered() > state.covered()) {
      sql.update(
          "DELETE FROM frames WHERE session_id = ? AND channel = ? AND seq <= ?",
          id,
          channel,
          next.covered());
    }
    sql.update(
        "INSERT INTO frames (session_id, channel, seq, frame, stored_at) VALUES (?, ?, ?, ?, ?)",
        id,
        channel,
        next.head(),
        frame.frame(),
        frame.at());
    sql.update(
        """
        INSERT INTO channels (session_id, channel, head, base, covered) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE
        SET head = excluded.head, base = excluded.base, covered = excluded.covered
        """,
        id,
        channel,
        next.head(),
        next.base(),
        next.covered());
    sql.update(
        "UPDATE sessions SET stored_bytes = stored_bytes + ? WHERE id = ?",
        frame.frame().size() - freed,
        id);
    var taken = LastFrame.of(frame.counter(), frame.frame(), next.head());
    Counters.DURABLE.set(sql, id, frame.epoch(), frame.sender(), frame.instance(), taken);
    return new WriteResult.Stored(next.head());
  }

  private static ChannelState state(Sql sql, long session, int channel) throws SQLException {
    return sql.first(
            row -> new ChannelState(row.getLong(1), row.getLong(2), row.getLong(3)),
            "SELECT head, base, covered FROM channels WHERE session_id = ? AND channel = ?",
            session,
            channel)
        .orElse(ChannelState.UNWRITTEN);
  }

  private static long storedBytes(Sql sql, long session, int channel, long upTo)
      throws SQLException {
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

  @Override
  public Optional<Page> read(SessionId session, int channel, long after, int maxBytes) {
    return database.read(
        sql -> {
          var held = HeldSession.find(sql, session);
          return held.isEmpty()
              ? Optional.empty()
              : Optional.of(page(sql, held.get().id(), channel, after, maxBytes));
        });
  }

  private static Page page(Sql sql, long session, int channel, long after, int maxBytes)
      throws SQLException {
    ChannelState state = state(sql, session, channel);
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

  @Override
  public Optional<Heads> heads(SessionId session, int channel) {
    return database.read(
        sql ->
            sql.first(
                row -> new Heads(row.getLong(1), row.getLong(2), row.getInt(3), row.getLong(4)),
                """
                SELECT coalesce(c.head, 0), coalesce(c.base, 0), s.size, s.names_version
                FROM sessions s LEFT JOIN channels c ON c.session_id = s.id AND c.channel = ?
                WHERE s.sid = ?
                """,
                channel,
                session.value()));
  }
}
