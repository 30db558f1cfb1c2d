package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.ledger.LedgerStore;
import dev.latchkey.broker.ledger.NewEntries;
import dev.latchkey.broker.ledger.StoredEntry;
import dev.latchkey.crypto.ledger.TreeNodes;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/// Ledgers in the embedded store. Drafts know nothing of the columns that are written here, so they
/// need not be told.
public final class SqliteLedgers implements LedgerStore {
  private final SqliteDatabase database;

  public SqliteLedgers(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void begin(SessionId session, NewEntries entries) {
    var _ =
        database.writeBeside(
            sql ->
                LedgerRows.size(sql, session) == 0 ? LedgerRows.append(sql, session, entries) : 0);
  }

  @Override
  public long append(SessionId session, NewEntries entries) {
    return database.writeBeside(sql -> LedgerRows.append(sql, session, entries));
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
  public List<SessionId> eraseDetails(Instant before, int most) {
    return database.writeBeside(sql -> erase(sql, NewEntries.micros(before), most));
  }

  private static List<SessionId> erase(Sql sql, long beforeMicros, int most) throws SQLException {
    var sessions =
        sql.list(
            row -> new SessionId(row.getString(1)),
            """
            SELECT s.sid FROM ledger l JOIN sessions s ON s.id = l.session_id
            WHERE l.details IS NOT NULL AND l.at < ?
            ORDER BY l.at, l.rowid LIMIT ?
            """,
            beforeMicros,
            most);
    sql.update(
        """
        UPDATE ledger SET salt = NULL, details = NULL
        WHERE rowid IN (
          SELECT rowid FROM ledger WHERE details IS NOT NULL AND at < ?
          ORDER BY at, rowid LIMIT ?)
        """,
        beforeMicros,
        most);
    return sessions;
  }
}
