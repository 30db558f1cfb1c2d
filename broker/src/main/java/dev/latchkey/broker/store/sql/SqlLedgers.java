package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.ledger.Erasure;
import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.crypto.ledger.TreeNodes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/// Ledgers in a relational store. Drafts know nothing of the columns that are written here, so they
/// need not be told.
public final class SqlLedgers implements LedgerStore {
  private final Database database;

  public SqlLedgers(Database database) {
    this.database = database;
  }

  @Override
  public void begin(SessionId session, NewEntries entries) {
    var _ =
        database.writeBeside(
            session,
            sql ->
                LedgerRows.size(sql, session) == 0 ? LedgerRows.append(sql, session, entries) : 0);
  }

  @Override
  public long append(SessionId session, NewEntries entries) {
    return database.writeBeside(session, sql -> LedgerRows.append(sql, session, entries));
  }

  @Override
  public long size(SessionId session) {
    return database.read(sql -> LedgerRows.size(sql, session));
  }

  @Override
  public List<StoredEntry> entries(SessionId session, long from, int most) {
    return database.read(sql -> LedgerRows.list(sql, session, from, most));
  }

  @Override
  public <T> T ofNodes(SessionId session, Function<TreeNodes, T> calculation) {
    return database.read(sql -> calculation.apply(LedgerRows.nodes(sql, session)));
  }

  @Override
  public OptionalLong indexOf(SessionId session, int position) {
    return database.read(
        sql ->
            sql.first(
                    row -> OptionalLong.of(row.getLong(1)),
                    """
                    SELECT idx FROM ledger
                    WHERE session_id = (SELECT id FROM sessions WHERE sid = ?) AND position = ?
                    ORDER BY idx LIMIT 1
                    """,
                    session.value(),
                    position)
                .orElse(OptionalLong.empty()));
  }

  @Override
  public int statements(SessionId session, long size) {
    return database.read(
        sql ->
            sql.first(
                    row -> row.getInt(1) + 1,
                    """
                    SELECT position FROM ledger
                    WHERE session_id = (SELECT id FROM sessions WHERE sid = ?)
                      AND position IS NOT NULL AND idx < ?
                    ORDER BY position DESC LIMIT 1
                    """,
                    session.value(),
                    size)
                .orElse(0));
  }

  @Override
  public int eraseDetails(Instant before, int most, Erasure erasure) {
    long micros = NewEntries.micros(before);
    var aged = database.read(sql -> LedgerRows.aged(sql, micros, most));
    if (aged.isEmpty()) {
      return 0;
    }
    int all =
        database.writeBeside(
            aged.keySet(),
            sql -> {
              int erased = 0;
              for (var ledger : aged.entrySet()) {
                erased += erase(sql, ledger.getKey(), micros, ledger.getValue(), erasure);
              }
              return erased;
            });
    database.forgetErased();
    return all;
  }

  /// Erases details of the oldest entries of a ledger, at most so many, and enters that.
  private static int erase(Sql sql, SessionId session, long beforeMicros, int most, Erasure erasure)
      throws SQLException {
    var held = HeldSession.hold(sql, session);
    if (held.isEmpty()) {
      return 0;
    }
    int erased = LedgerRows.eraseDetails(sql, held.get().id(), beforeMicros, most);
    if (erased > 0) {
      LedgerRows.append(sql, session, erasure.of(erased, held.get().row().size()));
    }
    return erased;
  }

  @Override
  public int erase(SessionId session, MemberId member, NewEntries done) {
    int erasedEntries =
        database.write(
            session,
            sql -> {
              var held = HeldSession.hold(sql, session);
              if (held.isEmpty()) {
                return 0;
              }
              Names.drop(sql, held.get().id(), member);
              int erased = LedgerRows.eraseDetails(sql, held.get().id(), member);
              LedgerRows.append(sql, session, done);
              return erased;
            });
    database.forgetErased();
    return erasedEntries;
  }
}
