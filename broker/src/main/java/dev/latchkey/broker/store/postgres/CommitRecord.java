package dev.latchkey.broker.store.postgres;

import dev.latchkey.broker.store.sql.Sql;
import java.sql.SQLException;
import java.util.UUID;

/// A row of the table `commits`: by it a thread that writes finds out what became of a commit
/// during which its connection was lost. Each transaction leaves its number there, in the step
/// that it commits.
final class CommitRecord {
  private static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

  private final Links links;
  private String writer = UUID.randomUUID().toString();
  private long number;

  CommitRecord(Links links) {
    this.links = links;
  }

  /// Makes this transaction the newest one.
  void enter(Sql sql) throws SQLException {
    number++;
    sql.update(
        """
        INSERT INTO commits (writer, number, at) VALUES (?, ?, %s)
        ON CONFLICT (writer) DO UPDATE SET number = excluded.number, at = excluded.at
        """
            .formatted(NOW),
        writer,
        number);
  }

  /// Whether the newest transaction was committed. Asks until it is known: as long as the
  /// transaction is open at the server, its row is locked. The answer is itself a commit, so that
  /// what it says was committed is as durable as if the lost answer had come. Throws if it is not
  /// known in time; then the thread has another row from now on, because that transaction may still
  /// end either way.
  boolean isCommitted() throws SQLException {
    var patience = Patience.fromNow();
    while (true) {
      try (var link = links.writer()) {
        boolean committed = newest(link.sql(), patience) >= number;
        link.commit();
        return committed;
      } catch (SQLException e) {
        if (patience.isOver()) {
          writer = UUID.randomUUID().toString();
          throw e;
        }
        Patience.pause();
      }
    }
  }

  private long newest(Sql sql, Patience patience) throws SQLException {
    long millis = Math.max(1, patience.left().toMillis());
    var _ =
        sql.first(
            row -> row.getString(1), "SELECT set_config('lock_timeout', ?, true)", millis + "ms");
    return sql.first(
            row -> row.getLong(1),
            """
            INSERT INTO commits (writer, number, at) VALUES (?, 0, %s)
            ON CONFLICT (writer) DO UPDATE SET at = excluded.at RETURNING number
            """
                .formatted(NOW),
            writer)
        .orElseThrow();
  }

  /// Removes the rows of threads that have not written for a day.
  static int removeOld(Sql sql) throws SQLException {
    return sql.update("DELETE FROM commits WHERE at < %s - 86400000".formatted(NOW));
  }
}
