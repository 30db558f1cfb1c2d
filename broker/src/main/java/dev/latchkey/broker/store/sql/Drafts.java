package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.relay.FrameToStore;
import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.broker.store.ChannelState;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What the writer knows of the sessions it has written frames to, and those rows of the open
/// transaction that the database has not got yet: each goes there once, however often it was
/// changed, and nothing is read back. That is sound for as long as nobody else can change these
/// sessions: in a file for as long as it is open, beside other brokers for one transaction.
///
/// For the writer's thread, but for [#committed].
public final class Drafts {
  private static final int MOST_SESSIONS = 4_096;
  private static final int MOST_INSTANCES = 32_768;

  private final SequencedMap<SessionId, DraftSession> sessions =
      new LinkedHashMap<>(16, 0.75f, true);
  private final ConcurrentMap<SessionId, SessionRow> committed = new ConcurrentHashMap<>();
  private final Set<DraftSession> changed = new LinkedHashSet<>();
  private final List<DraftSession> uncommitted = new ArrayList<>();
  private int instances;

  /// The session as it is with the open transaction; empty if there is none.
  public Optional<DraftSession> session(Sql sql, SessionId session) throws SQLException {
    var known = sessions.get(session);
    if (known != null) {
      return Optional.of(known);
    }
    var found = HeldSession.hold(sql, session).map(DraftSession::new);
    found.ifPresent(it -> sessions.put(session, it));
    return found;
  }

  /// The frame is the newest of its channel, which is then in this state.
  ///
  /// @param grownBy bytes by which the session's frames have become more
  public void add(
      Sql sql,
      DraftSession session,
      int channel,
      FrameToStore frame,
      ChannelState next,
      long grownBy)
      throws SQLException {
    Frames.add(sql, session.id(), channel, next.head(), frame);
    instances += session.change(channel, frame, next, grownBy);
    changed.add(session);
  }

  /// Gives the database all that it has not got yet.
  public void write(Sql sql) throws SQLException {
    if (changed.isEmpty()) {
      return;
    }
    for (var session : changed) {
      session.add(sql);
    }
    uncommitted.addAll(changed);
    changed.clear();
    sql.runAdded();
  }

  /// A session is about to be changed by SQL.
  public void forget(SessionId session) {
    committed.remove(session);
    var forgotten = sessions.remove(session);
    if (forgotten != null) {
      instances -= forgotten.instances();
      uncommitted.remove(forgotten);
    }
  }

  /// Any session is about to be changed by SQL.
  public void forgetAll() {
    committed.clear();
    sessions.clear();
    uncommitted.clear();
    instances = 0;
  }

  /// The transaction was rolled back.
  public void rollBack(Sql sql) {
    forgetAll();
    changed.clear();
    sql.dropAdded();
  }

  /// The transaction is committed.
  public void commit() {
    uncommitted.forEach(it -> committed.put(it.row().sid(), it.row()));
    uncommitted.clear();
    while (sessions.size() > MOST_SESSIONS || instances > MOST_INSTANCES) {
      forget(sessions.firstEntry().getKey());
    }
  }

  /// A session as the last commit left it, if it is known without asking.
  public Optional<SessionRow> committed(SessionId session) {
    return Optional.ofNullable(committed.get(session));
  }
}
