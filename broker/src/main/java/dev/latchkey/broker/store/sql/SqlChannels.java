package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.relay.ChannelFrame;
import dev.latchkey.broker.relay.ChannelStore;
import dev.latchkey.broker.relay.FrameToStore;
import dev.latchkey.broker.relay.Heads;
import dev.latchkey.broker.relay.Page;
import dev.latchkey.broker.relay.WriteResult;
import dev.latchkey.broker.store.Admission;
import dev.latchkey.broker.store.ChannelState;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Channels in a relational store.
public final class SqlChannels implements ChannelStore {
  private final Database database;

  public SqlChannels(Database database) {
    this.database = database;
  }

  @Override
  public List<WriteResult> writeAll(SessionId session, List<ChannelFrame> frames) {
    return database.draft(
        session,
        (sql, drafts) -> {
          var results = new ArrayList<WriteResult>();
          for (var it : frames) {
            var held = drafts.session(sql, session);
            results.add(
                held.isEmpty()
                    ? new WriteResult.Gone()
                    : write(sql, drafts, held.get(), it.channel(), it.frame()));
          }
          return results;
        });
  }

  private static WriteResult write(
      Sql sql, Drafts drafts, DraftSession session, int channel, FrameToStore frame)
      throws SQLException {
    var last = session.last(sql, frame);
    ChannelState state = session.channel(sql, channel);
    long covers = frame.covers().orElse(0);
    long freed = 0;
    if (covers > state.covered()) {
      drafts.write(sql);
      freed = Frames.bytes(sql, session.id(), channel, covers);
    }
    var refusal = Admission.refusal(frame, session.row(), last, state.head(), freed);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    ChannelState next = state.after(frame.covers());
    if (next.covered() > state.covered()) {
      Frames.remove(sql, session.id(), channel, next.covered());
    }
    drafts.add(sql, session, channel, frame, next, frame.frame().size() - freed);
    return new WriteResult.Stored(next.head());
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
    var state = ChannelRows.state(sql, session, channel);
    return Frames.page(sql, session, channel, state, after, maxBytes);
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
