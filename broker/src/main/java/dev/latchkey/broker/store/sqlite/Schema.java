package dev.latchkey.broker.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.sql.Sql;
import java.io.IOException;
import java.sql.SQLException;

/// Brings the tables to the form that this broker knows, step by step and only forward. Step `n` is
/// the resource `schema-n.sql`; one that was released is never edited.
final class Schema {
  static final int VERSION = 3;

  private Schema() {}

  /// Applies the missing steps, all or none. Throws [StoreFailedException] for a store that a newer
  /// broker wrote.
  static void migrate(Sql sql) throws SQLException, IOException {
    sql.script("BEGIN IMMEDIATE");
    try {
      int found = version(sql);
      if (found > VERSION) {
        throw new StoreFailedException(
            "the store has schema %d, this broker knows up to %d: start the newer broker that"
                    .formatted(found, VERSION)
                + " wrote it, or restore an older backup");
      }
      for (int next = found + 1; next <= VERSION; next++) {
        sql.script(step(next));
        sql.script("UPDATE schema_version SET version = " + next);
      }
      sql.script("COMMIT");
    } catch (SQLException | IOException | RuntimeException e) {
      sql.script("ROLLBACK");
      throw e;
    }
  }

  /// That of the store; 0 of one that has no tables yet.
  static int version(Sql sql) throws SQLException {
    boolean fresh =
        sql.first(row -> 1, "SELECT 1 FROM sqlite_schema WHERE name = 'schema_version'").isEmpty();
    return fresh
        ? 0
        : sql.first(row -> row.getInt(1), "SELECT version FROM schema_version").orElse(0);
  }

  private static String step(int number) throws IOException {
    String name = "schema-" + number + ".sql";
    try (var resource = Schema.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IOException("no resource " + name);
      }
      return new String(resource.readAllBytes(), UTF_8);
    }
  }
}
