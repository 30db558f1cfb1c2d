package dev.latchkey.broker.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.sql.Sql;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/// Brings the tables to the form that this broker knows, step by step and only forward; of several
/// brokers that start at once one does it, and the others wait. Step `n` is the resource
/// `schema-n.sql`; one that was released is never edited.
final class Schema {
  static final int VERSION = 2;

  private static final long LOCK = 0x6c61_7463_686b_6579L; // "latchkey"

  private Schema() {}

  /// Applies the missing steps, all or none, and makes the store that of the first of these keys if
  /// it is nobody's. Throws [StoreFailedException] for the store of a newer broker, and for that
  /// of other keys.
  static void migrate(Link link, List<VerifyingKey> ledgerKeys) throws SQLException, IOException {
    var sql = link.sql();
    try {
      var _ = sql.first(row -> 1, "SELECT pg_advisory_xact_lock(?)", LOCK);
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
      requireKey(sql, ledgerKeys);
      link.commit();
    } catch (SQLException | IOException | RuntimeException e) {
      var _ = link.recovers();
      throw e;
    }
  }

  /// Which form the tables have; 0 if there are none.
  static int version(Sql sql) throws SQLException {
    boolean fresh =
        sql.first(row -> row.getString(1) == null, "SELECT to_regclass('schema_version')::text")
            .orElse(true);
    return fresh
        ? 0
        : sql.first(row -> row.getInt(1), "SELECT version FROM schema_version").orElse(0);
  }

  private static void requireKey(Sql sql, List<VerifyingKey> ledgerKeys) throws SQLException {
    sql.update(
        "INSERT INTO broker_key (id, ledger_key) VALUES (1, ?) ON CONFLICT DO NOTHING",
        ledgerKeys.getFirst().bytes());
    Bytes known = sql.first(row -> Sql.bytes(row, 1), "SELECT ledger_key FROM broker_key").get();
    if (ledgerKeys.stream().noneMatch(it -> it.bytes().equals(known))) {
      throw new StoreFailedException(
          "these are not the keys of this store: give this broker the key file of the others on"
              + " it");
    }
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
