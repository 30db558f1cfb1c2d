package dev.latchkey.broker.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Reads the row that the result stands on.
@FunctionalInterface
public interface RowReader<T> {
  T read(ResultSet row) throws SQLException;
}
