package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.ledger.Grown;
import dev.latchkey.broker.ledger.LogEntry;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.ledger.LoggedCheckpoint;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.ledger.TreeNodes;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/// The broker-wide log in a relational store: the table `log`. Which sessions have grown is seen by
/// two numbers of theirs, so no event has to be waited for, and none can be lost.
public final class SqlLog implements LogStore {
  private final Database database;

  public SqlLog(Database database) {
    this.database = database;
  }

  @Override
  public List<Grown> grown(int most) {
    return database.read(
        sql ->
            sql.list(
                row -> new Grown(new SessionId(row.getString(1)), row.getLong(2)),
                """
                SELECT sid, ledger_size FROM sessions WHERE ledger_size > logged_size
                ORDER BY id LIMIT ?
                """,
                most));
  }

  @Override
  public boolean lead() {
    return database.lead();
  }

  @Override
  public void append(List<LogEntry> entries) {
    var _ =
        database.writeLog(
            entries.stream().map(LogEntry::session).toList(), sql -> append(sql, entries));
  }

  private static long append(Sql sql, List<LogEntry> entries) throws SQLException {
    long index = size(sql);
    var added = new HashMap<Long, List<Bytes>>();
    TreeNodes nodes =
        (level, number) -> {
          var ofEntry = added.get(lastEntry(level, number));
          return ofEntry == null ? node(sql, level, number) : ofEntry.get(level);
        };
    var logged = new HashMap<SessionId, Long>();
    for (var entry : entries) {
      if (entry.size() > loggedSize(sql, logged, entry.session())) {
        logged.put(entry.session(), entry.size());
        var leafHash = MerkleTree.leafHash(entry.text().toByteArray());
        added.put(index, MerkleTree.append(nodes, index, leafHash));
        add(sql, index, entry, Objects.requireNonNull(added.get(index)));
        index++;
      }
    }
    sql.runAdded();
    return index;
  }

  private static long loggedSize(Sql sql, Map<SessionId, Long> logged, SessionId session)
      throws SQLException {
    var known = logged.get(session);
    return known != null
        ? known
        : sql.first(
                row -> row.getLong(1),
                "SELECT logged_size FROM sessions WHERE sid = ?",
                session.value())
            .orElse(0L);
  }

  private static void add(Sql sql, long index, LogEntry entry, List<Bytes> nodes)
      throws SQLException {
    sql.add(
        """
        INSERT INTO log (idx, session_id, size, entry, nodes)
        VALUES (?, (SELECT id FROM sessions WHERE sid = ?), ?, ?, ?)
        """,
        index,
        entry.session().value(),
        entry.size(),
        entry.text(),
        Bytes.concat(nodes.stream().map(Bytes::toByteArray).toArray(byte[][]::new)));
    sql.add(
        "UPDATE sessions SET logged_size = ? WHERE sid = ?", entry.size(), entry.session().value());
  }

  @Override
  public long size() {
    return database.read(SqlLog::size);
  }

  private static long size(Sql sql) throws SQLException {
    return sql.first(row -> row.getLong(1), "SELECT coalesce(max(idx) + 1, 0) FROM log")
        .orElseThrow();
  }

  @Override
  public List<Bytes> entries(long index, int most) {
    return database.read(
        sql ->
            sql.list(
                row -> Sql.bytes(row, 1),
                "SELECT entry FROM log WHERE idx >= ? ORDER BY idx LIMIT ?",
                index,
                most));
  }

  @Override
  public List<Bytes> nodes(int level, long number, int count) {
    return database.read(
        sql -> {
          var nodes = new ArrayList<Bytes>(count);
          for (int i = 0; i < count; i++) {
            nodes.add(node(sql, level, number + i));
          }
          return nodes;
        });
  }

  /// A subtree stands with the last of its entries.
  private static Bytes node(Sql sql, int level, long number) {
    try {
      return sql.first(
              row -> Sql.bytes(row, 1),
              "SELECT substr(nodes, ?, ?) FROM log WHERE idx = ?",
              level * MerkleTree.HASH_SIZE + 1,
              MerkleTree.HASH_SIZE,
              lastEntry(level, number))
          .orElseThrow(() -> new NoSuchElementException("no such node"));
    } catch (SQLException e) {
      throw new StoreFailedException("the read failed", e);
    }
  }

  private static long lastEntry(int level, long number) {
    return ((number + 1) << level) - 1;
  }

  @Override
  public List<LoggedCheckpoint> logged(SessionId session, int most) {
    return database
        .read(
            sql ->
                sql.list(
                    row -> new LoggedCheckpoint(row.getLong(1), row.getLong(2), Sql.bytes(row, 3)),
                    """
                    SELECT idx, size, entry FROM log
                    WHERE session_id = (SELECT id FROM sessions WHERE sid = ?)
                    ORDER BY idx DESC LIMIT ?
                    """,
                    session.value(),
                    most))
        .reversed();
  }

  @Override
  public Optional<String> checkpoint() {
    return database.read(
        sql -> sql.first(row -> row.getString(1), "SELECT note FROM log_checkpoint"));
  }

  @Override
  public void keepCheckpoint(String note) {
    if (!database.lead()) {
      return;
    }
    var _ =
        database.writeLog(
            List.of(),
            sql ->
                sql.update(
                    """
                    INSERT INTO log_checkpoint (id, note) VALUES (1, ?)
                    ON CONFLICT (id) DO UPDATE SET note = excluded.note
                    """,
                    note));
  }
}
