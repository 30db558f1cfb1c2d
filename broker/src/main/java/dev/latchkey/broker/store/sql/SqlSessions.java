package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.session.AppendResult;
import dev.latchkey.broker.session.CreateResult;
import dev.latchkey.broker.session.Creator;
import dev.latchkey.broker.session.Effects;
import dev.latchkey.broker.session.NameResult;
import dev.latchkey.broker.session.NameToStore;
import dev.latchkey.broker.session.NewSession;
import dev.latchkey.broker.session.SessionRow;
import dev.latchkey.broker.session.SessionStore;
import dev.latchkey.broker.session.Standing;
import dev.latchkey.broker.session.StoredInvite;
import dev.latchkey.broker.session.StoredName;
import dev.latchkey.broker.session.StoredWrap;
import dev.latchkey.broker.session.UsedChallenge;
import dev.latchkey.broker.session.WrapRecipient;
import dev.latchkey.broker.store.Admission;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Sessions in a relational store.
public final class SqlSessions implements SessionStore {
  // Few at a time: writes of other sessions wait behind each step.
  private static final int PURGE_STEP = 16;

  private static final Bytes NO_TEXT = Bytes.of(new byte[0]);

  private final Database database;

  public SqlSessions(Database database) {
    this.database = database;
  }

  @Override
  public CreateResult create(NewSession session) {
    return database.write(
        session.sid(),
        sql -> {
          var creator = session.creator();
          if (creator.isPresent() && isFull(sql, creator.get(), session.createdAt())) {
            return CreateResult.TOO_MANY;
          }
          int created =
              sql.update(
                  """
                  INSERT INTO sessions (sid, size, names_version, guard, epoch, created_at,
                    expires_at, log_bytes, stored_bytes, creator)
                  VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?)
                  ON CONFLICT DO NOTHING
                  """,
                  session.sid().value(),
                  session.entries().size(),
                  session.guard(),
                  session.epoch(),
                  session.createdAt(),
                  session.expiresAt(),
                  session.logBytes(),
                  session.logBytes(),
                  creator.map(Creator::pseudonym).orElse(null));
          if (created == 0) {
            return CreateResult.EXISTS;
          }
          long id = HeldSession.hold(sql, session.sid()).orElseThrow().id();
          for (int position = 0; position < session.entries().size(); position++) {
            Entries.add(sql, id, position, session.entries().get(position));
          }
          sql.runAdded();
          Wraps.put(sql, id, session.hostWrap());
          LedgerRows.append(sql, session.sid(), session.ledger());
          return CreateResult.CREATED;
        });
  }

  private static boolean isFull(Sql sql, Creator creator, Instant now) throws SQLException {
    long held = 0;
    for (var pseudonym : creator.pseudonyms()) {
      held +=
          sql.first(
                  row -> row.getLong(1),
                  "SELECT count(*) FROM sessions WHERE creator = ? AND expires_at > ?",
                  pseudonym,
                  now)
              .orElse(0L);
    }
    return held >= creator.most();
  }

  @Override
  public Optional<SessionRow> find(SessionId session) {
    var known = database.known(session);
    return known.isPresent()
        ? known
        : database.read(sql -> HeldSession.find(sql, session).map(HeldSession::row));
  }

  @Override
  public List<SessionRow> list(Optional<SessionId> after, int most) {
    return database.read(sql -> HeldSession.list(sql, after, most));
  }

  @Override
  public void extend(SessionId session, Instant expiresAt) {
    var _ =
        database.write(
            session,
            sql ->
                sql.update(
                    "UPDATE sessions SET expires_at = ? WHERE sid = ? AND expires_at < ?",
                    expiresAt,
                    session.value(),
                    expiresAt));
  }

  @Override
  public List<String> entries(SessionId session, int from, int maxChars) {
    return database.read(sql -> Entries.list(sql, session, from, maxChars));
  }

  @Override
  public Optional<String> entry(SessionId session, int position) {
    return database.read(sql -> Entries.find(sql, session, position));
  }

  @Override
  public OptionalInt positionOf(SessionId session, Bytes hash) {
    return database.read(sql -> Entries.positionOf(sql, session, hash));
  }

  @Override
  public Map<Integer, Long> channelHeads(SessionId session) {
    return database.read(sql -> ChannelRows.heads(sql, session));
  }

  @Override
  public Map<SessionId, Standing> standings(Collection<SessionId> sessions) {
    return sessions.isEmpty() ? Map.of() : database.read(sql -> Standings.of(sql, sessions));
  }

  @Override
  public AppendResult append(SessionId session, int expectedSize, String entry, Effects effects) {
    var result = appendOne(session, expectedSize, entry, effects);
    if (effects.erases()) {
      database.forgetErased();
    }
    return result;
  }

  private AppendResult appendOne(
      SessionId session, int expectedSize, String entry, Effects effects) {
    return database.write(
        session,
        sql -> {
          var held = HeldSession.hold(sql, session);
          if (held.isEmpty()) {
            return new AppendResult.Gone();
          }
          var heads =
              effects.closing().isEmpty()
                  ? Map.<Integer, Long>of()
                  : ChannelRows.heads(sql, session);
          var refusal = Admission.refusal(entry, effects, held.get().row(), expectedSize, heads);
          if (refusal.isPresent()) {
            return refusal.get();
          }
          var challenge = effects.challenge();
          if (challenge.isPresent() && !Challenges.take(sql, challenge.get())) {
            return new AppendResult.ChallengeUsed();
          }
          Entries.add(sql, held.get().id(), expectedSize, entry);
          sql.runAdded();
          apply(sql, held.get(), Admission.logBytes(entry, effects), effects);
          return new AppendResult.Appended(
              expectedSize + 1, LedgerRows.append(sql, session, effects.entries()));
        });
  }

  private static void apply(Sql sql, HeldSession session, long logBytes, Effects effects)
      throws SQLException {
    long id = session.id();
    sql.update(
        """
        UPDATE sessions SET size = size + 1, guard = ?, epoch = ?, expires_at = ?,
          log_bytes = log_bytes + ?, stored_bytes = stored_bytes + ?
        WHERE id = ?
        """,
        effects.guard(),
        effects.epoch(),
        effects.expiresAt().orElse(session.row().expiresAt()),
        logBytes,
        logBytes,
        id);
    if (effects.epoch() > session.row().epoch()) {
      Counters.dropBefore(sql, id, effects.epoch());
      Wraps.dropOfInvitesBefore(sql, id, effects.epoch());
    }
    if (effects.invite().isPresent()) {
      Invites.put(sql, id, effects.invite().get());
    }
    for (StoredWrap wrap : effects.wraps()) {
      Wraps.put(sql, id, wrap);
    }
    if (effects.erases()) {
      erase(sql, id);
    }
  }

  private static void erase(Sql sql, long id) throws SQLException {
    for (var table : List.of("frames", "channels", "counters", "names", "wraps")) {
      sql.update("DELETE FROM " + table + " WHERE session_id = ?", id);
    }
    sql.update(
        "UPDATE invites SET label = ?, preview = ? WHERE session_id = ?", NO_TEXT, NO_TEXT, id);
    sql.update(
        """
        UPDATE sessions SET creator = NULL, (log_bytes, stored_bytes) = (
          SELECT sum(length(entry)), sum(length(entry)) FROM entries WHERE session_id = ?)
        WHERE id = ?
        """,
        id,
        id);
  }

  @Override
  public Optional<SessionId> sessionOfInvite(InviteId invite) {
    return database.read(sql -> Invites.sessionOf(sql, invite));
  }

  @Override
  public Optional<StoredInvite> invite(SessionId session, InviteId invite) {
    return database.read(sql -> Invites.find(sql, session, invite));
  }

  @Override
  public List<StoredInvite> invites(SessionId session) {
    return database.read(sql -> Invites.list(sql, session));
  }

  @Override
  public void countOpened(SessionId session, InviteId invite, int count) {
    var _ = database.writeBeside(session, sql -> Invites.countOpened(sql, session, invite, count));
  }

  @Override
  public void countFailed(SessionId session, InviteId invite, int count, Instant lastAt) {
    var _ =
        database.writeBeside(
            session, sql -> Invites.countFailed(sql, session, invite, count, lastAt));
  }

  @Override
  public List<StoredWrap> wraps(SessionId session, WrapRecipient recipient) {
    return database.read(sql -> Wraps.list(sql, session, recipient));
  }

  @Override
  public NameResult putName(SessionId session, NameToStore name) {
    return database.write(
        session,
        sql -> {
          var held = HeldSession.hold(sql, session);
          return held.isEmpty() ? new NameResult.Gone() : Names.put(sql, held.get(), name);
        });
  }

  @Override
  public Optional<StoredName> name(SessionId session, MemberId member) {
    return database.read(sql -> Names.find(sql, session, member));
  }

  @Override
  public List<StoredName> names(SessionId session, long after) {
    return database.read(sql -> Names.list(sql, session, after));
  }

  @Override
  public boolean takeChallenge(UsedChallenge challenge) {
    return database.write(sql -> Challenges.take(sql, challenge));
  }

  @Override
  public int purgeSessions(Instant now) {
    int sessions = 0;
    List<SessionId> expired;
    do {
      expired = database.read(sql -> expired(sql, now));
      sessions += remove(expired, now);
    } while (expired.size() == PURGE_STEP);
    if (sessions > 0) {
      database.forgetErased();
    }
    return sessions;
  }

  @Override
  public int purgeChallenges(Instant now) {
    return database.write(sql -> Challenges.removeExpired(sql, now));
  }

  private static List<SessionId> expired(Sql sql, Instant now) throws SQLException {
    return sql.list(
        row -> new SessionId(row.getString(1)),
        "SELECT sid FROM sessions WHERE expires_at <= ? LIMIT ?",
        now,
        PURGE_STEP);
  }

  private int remove(List<SessionId> expired, Instant now) {
    return database.write(
        expired,
        sql -> {
          int removed = 0;
          for (var session : expired) {
            removed +=
                sql.update(
                    "DELETE FROM sessions WHERE sid = ? AND expires_at <= ?", session.value(), now);
          }
          return removed;
        });
  }
}
