package dev.latchkey.broker.store.postgres;

import dev.latchkey.broker.store.sql.Sql;
import java.sql.SQLException;
import java.util.UUID;

/// The row of the table `log_leader`: a broker leads for ten seconds from the last time that it
/// said so, longer than any of its writes is tried.
final class Leadership {
  private static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

  private final String broker = UUID.randomUUID().toString();

  /// Leads on, or begins to where nobody does.
  boolean take(Sql sql) throws SQLException {
    return sql.update(
            """
            UPDATE log_leader SET broker = ?, until = %1$s + 10000
            WHERE id = 1 AND (broker = ? OR until <= %1$s)
            """
                .formatted(NOW),
            broker,
            broker)
        == 1;
  }

  /// Lets another broker lead at once.
  int give(Sql sql) throws SQLException {
    return sql.update("UPDATE log_leader SET until = 0 WHERE id = 1 AND broker = ?", broker);
  }

  /// Keeps every other writer of the log away until the end of the transaction.
  static void lockLog(Sql sql) throws SQLException {
    var _ = sql.first(row -> 1, "SELECT 1 FROM log_leader WHERE id = 1 FOR UPDATE");
  }
}
