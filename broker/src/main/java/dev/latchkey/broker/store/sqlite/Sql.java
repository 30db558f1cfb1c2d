package dev.latchkey.broker.store.sqlite;

import dev.latchkey.crypto.Bytes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/// One connection and its prepared statements, for one thread at a time. Statements are kept for
/// the life of the connection, so their text must be constant.
final class Sql implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MS = 5_000;
  private static final int MAX_IDLE_WAL_BYTES = 64 * 1024 * 1024;

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Set<String> added = new LinkedHashSet<>();

  private Sql(Connection connection) {
    this.connection = connection;
  }

  /// A connection whose commits are on the disk when they return.
  static Sql openWriter(Path file) throws SQLException {
    Sql sql = open(file);
    try {
      String mode = sql.first(row -> row.getString(1), "PRAGMA journal_mode = WAL").orElse("none");
      if (!mode.equals("wal")) {
        throw new SQLException("want journal mode wal, got " + mode);
      }
      sql.script("PRAGMA synchronous = FULL");
      // See Checkpoints.
      sql.script("PRAGMA wal_autocheckpoint = 0");
      // Without this a sync on macOS stops at the cache of the disk; elsewhere it says nothing.
      sql.script("PRAGMA fullfsync = ON");
      sql.script("PRAGMA foreign_keys = ON");
      sql.script("PRAGMA journal_size_limit = " + MAX_IDLE_WAL_BYTES);
      return sql;
    } catch (SQLException e) {
      sql.close();
      throw e;
    }
  }

  static Sql openReader(Path file) throws SQLException {
    Sql sql = open(file);
    sql.script("PRAGMA query_only = ON");
    return sql;
  }

  private static Sql open(Path file) throws SQLException {
    var connection = JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
    // The driver would ask for the row's ID after every INSERT, and try to begin a transaction of
    // its own after every statement. Ours begin and end by statements.
    connection.getConnectionConfig().setGetGeneratedKeys(false);
    connection.getConnectionConfig().setAutoCommit(false);
    var sql = new Sql(connection);
    sql.script("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
    return sql;
  }

  /// Runs statements that are not worth keeping.
  void script(String statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(statements);
    }
  }

  /// Runs one statement and returns how many rows it changed.
  int update(String statement, @Nullable Object... arguments) throws SQLException {
    return bind(statement, arguments).executeUpdate();
  }

  /// Sets one more execution of the statement aside, until [#runAdded].
  void add(String statement, @Nullable Object... arguments) throws SQLException {
    bind(statement, arguments).addBatch();
    added.add(statement);
  }

  /// Runs each statement as often as it was added, in the order of their first time.
  void runAdded() throws SQLException {
    for (String statement : added) {
      var _ = prepared(statement).executeBatch();
    }
    added.clear();
  }

  /// Forgets what was added.
  void dropAdded() {
    try {
      for (String statement : added) {
        prepared(statement).clearBatch();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a prepared statement is closed", e);
    }
    added.clear();
  }

  <T> List<T> list(RowReader<T> reader, String query, @Nullable Object... arguments)
      throws SQLException {
    try (ResultSet rows = query(query, arguments)) {
      var list = new ArrayList<T>();
      while (rows.next()) {
        list.add(reader.read(rows));
      }
      return list;
    }
  }

  <T> Optional<T> first(RowReader<T> reader, String query, @Nullable Object... arguments)
      throws SQLException {
    try (ResultSet rows = query(query, arguments)) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  /// The rows one by one, for a reader that may stop early and closes them.
  ResultSet query(String query, @Nullable Object... arguments) throws SQLException {
    return bind(query, arguments).executeQuery();
  }

  private PreparedStatement bind(String text, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = prepared(text);
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case null -> statement.setNull(i + 1, Types.NULL);
        case Integer number -> statement.setInt(i + 1, number);
        case Long number -> statement.setLong(i + 1, number);
        case String string -> statement.setString(i + 1, string);
        case Bytes bytes -> statement.setBytes(i + 1, bytes.toByteArray());
        case Instant time -> statement.setLong(i + 1, time.toEpochMilli());
        case Object other ->
            throw new IllegalArgumentException("no column for " + other.getClass());
      }
    }
    return statement;
  }

  private PreparedStatement prepared(String text) throws SQLException {
    PreparedStatement statement = prepared.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      prepared.put(text, statement);
    }
    return statement;
  }

  static Bytes bytes(ResultSet row, int column) throws SQLException {
    return Bytes.of(row.getBytes(column));
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
