package dev.latchkey.broker.store.sql;

import dev.latchkey.crypto.Bytes;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One connection and its prepared statements, for one thread at a time. Statements are kept for
/// the life of the connection, so their text must be constant.
public final class Sql implements AutoCloseable {
  private final Connection connection;
  private final String rowLock;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Set<String> added = new LinkedHashSet<>();

  /// @param rowLock what is put behind a query of one row so that nobody else changes it until
  ///     the end of the transaction; empty where nobody else writes
  public Sql(Connection connection, String rowLock) {
    this.connection = connection;
    this.rowLock = rowLock;
  }

  String rowLock() {
    return rowLock;
  }

  /// Runs statements that are not worth keeping.
  public void script(String statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(statements);
    }
  }

  /// Runs one statement and returns how many rows it changed.
  public int update(String statement, @Nullable Object... arguments) throws SQLException {
    return bind(statement, arguments).executeUpdate();
  }

  /// Sets one more execution of the statement aside, until [#runAdded].
  public void add(String statement, @Nullable Object... arguments) throws SQLException {
    bind(statement, arguments).addBatch();
    added.add(statement);
  }

  /// Runs each statement as often as it was added, in the order of their first time.
  public void runAdded() throws SQLException {
    for (String statement : added) {
      var _ = prepared(statement).executeBatch();
    }
    added.clear();
  }

  /// Forgets what was added.
  public void dropAdded() {
    try {
      for (String statement : added) {
        prepared(statement).clearBatch();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a prepared statement is closed", e);
    }
    added.clear();
  }

  public <T> List<T> list(RowReader<T> reader, String query, @Nullable Object... arguments)
      throws SQLException {
    try (ResultSet rows = query(query, arguments)) {
      var list = new ArrayList<T>();
      while (rows.next()) {
        list.add(reader.read(rows));
      }
      return list;
    }
  }

  public <T> Optional<T> first(RowReader<T> reader, String query, @Nullable Object... arguments)
      throws SQLException {
    try (ResultSet rows = query(query, arguments)) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  /// The rows one by one, for a reader that may stop early and closes them.
  public ResultSet query(String query, @Nullable Object... arguments) throws SQLException {
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

  public static Bytes bytes(ResultSet row, int column) throws SQLException {
    return Bytes.of(row.getBytes(column));
  }

  public static Instant instant(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
