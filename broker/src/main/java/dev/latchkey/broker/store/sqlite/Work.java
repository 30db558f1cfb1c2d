package dev.latchkey.broker.store.sqlite;

import java.sql.SQLException;

/// Something to do on a connection.
@FunctionalInterface
interface Work<T> {
  T run(Sql sql) throws SQLException;
}
