package dev.latchkey.broker.store.postgres;

import dev.latchkey.broker.store.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/// One connection to the database, for one thread at a time. A transaction begins with the first
/// statement.
record Link(Connection connection, Sql sql) implements AutoCloseable {
  void commit() throws SQLException {
    connection.commit();
  }

  void rollBack() throws SQLException {
    connection.rollback();
  }

  /// Undoes the transaction, and says whether the connection is still good for another one.
  boolean recovers() {
    try {
      if (connection.isClosed()) {
        return false;
      }
      sql.dropAdded();
      connection.rollback();
      return true;
    } catch (SQLException | IllegalStateException e) {
      return false;
    }
  }

  /// Also for a connection that is broken.
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // The server finds out by itself.
    }
  }
}
