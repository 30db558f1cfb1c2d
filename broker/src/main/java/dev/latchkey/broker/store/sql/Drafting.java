package dev.latchkey.broker.store.sql;

import java.sql.SQLException;

/// Something to write that goes through the drafts, and reads what they do not have.
@FunctionalInterface
public interface Drafting<T> {
  T run(Sql sql, Drafts drafts) throws SQLException;
}
