package dev.latchkey.broker.store.sql;

import java.sql.SQLException;

/// Something to do on a connection.
@FunctionalInterface
public interface Work<T> {
  T run(Sql sql) throws SQLException;
}
