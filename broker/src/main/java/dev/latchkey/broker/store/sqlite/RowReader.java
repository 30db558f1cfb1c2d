package dev.latchkey.broker.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Reads the row that the result stands on.
@FunctionalInterface
interface RowReader<T> {
  T read(ResultSet row) throws SQLException;
}
