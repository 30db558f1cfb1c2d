package dev.latchkey.broker.store.sql;

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
  public List<SessionId> eraseDetails(Instant before, int most) {
    return database.write(sql -> erase(sql, NewEntries.micros(before), most));
  }

  private static List<SessionId> erase(Sql sql, long beforeMicros, int most) throws SQLException {
    return sql.list(
        row -> new SessionId(row.getString(1)),
        """
        UPDATE ledger SET salt = NULL, details = NULL
        WHERE details IS NOT NULL AND (session_id, idx) IN (
          SELECT session_id, idx FROM ledger WHERE details IS NOT NULL AND at < ?
          ORDER BY at, session_id, idx LIMIT ?)
        RETURNING (SELECT sid FROM sessions WHERE id = session_id)
        """,
        beforeMicros,
        most);
  }
}
