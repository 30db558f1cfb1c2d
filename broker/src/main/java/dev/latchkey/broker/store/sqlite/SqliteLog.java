package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.ledger.Grown;
import dev.latchkey.broker.ledger.LogEntry;
import dev.latchkey.broker.ledger.LogStore;
import dev.latchkey.broker.ledger.LoggedCheckpoint;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.ledger.MerkleTree;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The broker-wide log in the embedded store: the table `log`. Which sessions have grown is seen by
/// two numbers of theirs, so no event has to be waited for, and none can be lost.
public final class SqliteLog implements LogStore {
  private final SqliteDatabase database;

  public SqliteLog(SqliteDatabase database) {
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
  public void append(List<LogEntry> entries) {
    // What it changes of a session is no part of what the drafts know.
    var _ =
        database.writeBeside(
            sql -> {
              long index = size(sql);
              for (var entry : entries) {
                add(sql, index++, entry);
              }
              return index;
            });
  }

  private static void add(Sql sql, long index, LogEntry entry) throws SQLException {
    var leafHash = MerkleTree.leafHash(entry.text().toByteArray());
    var hashes =
        MerkleTree.append((level, number) -> node(sql, level, number), index, leafHash).stream()
            .map(Bytes::toByteArray)
            .toArray(byte[][]::new);
    sql.update(
        """
        INSERT INTO log (idx, session_id, size, entry, nodes)
        VALUES (?, (SELECT id FROM sessions WHERE sid = ?), ?, ?, ?)
        """,
        index,
        entry.session().value(),
        entry.size(),
        entry.text(),
        Bytes.concat(hashes));
    sql.update(
        "UPDATE sessions SET logged_size = max(logged_size, ?) WHERE sid = ?",
        entry.size(),
        entry.session().value());
  }

  @Override
  public long size() {
    return database.read(SqliteLog::size);
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
              ((number + 1) << level) - 1)
          .orElseThrow(() -> new NoSuchElementException("no such node"));
    } catch (SQLException e) {
      throw new StoreFailedException("the read failed", e);
    }
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
    var _ =
        database.writeBeside(
            sql ->
                sql.update("INSERT OR REPLACE INTO log_checkpoint (id, note) VALUES (1, ?)", note));
  }
}
