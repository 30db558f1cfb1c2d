package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.store.sql.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/// Opens connections to the file.
final class SqliteConnections {
  private static final int MOMENT_MS = 100; // other writes wait meanwhile
  private static final int BUSY_TIMEOUT_MS = 5_000;
  private static final int MAX_IDLE_WAL_BYTES = 64 * 1024 * 1024;

  private SqliteConnections() {}

  /// A connection whose commits are on the disk when they return.
  static Sql writer(Path file) throws SQLException {
    Sql sql = open(file);
    try {
      String mode = sql.first(row -> row.getString(1), "PRAGMA journal_mode = WAL").orElse("none");
      if (!mode.equals("wal")) {
        throw new SQLException("want journal mode wal, got " + mode);
      }
      sql.script("PRAGMA synchronous = FULL");
      // See Checkpoints.
      sql.script("PRAGMA wal_autocheckpoint = 0");
      // Without this a sync on macOS stops at the cache of the disk; elsewhere it says nothing.
      sql.script("PRAGMA fullfsync = ON");
      sql.script("PRAGMA foreign_keys = ON");
      // What is deleted is overwritten, in the file; the log see SqliteDatabase.forgetErased.
      sql.script("PRAGMA secure_delete = ON");
      sql.script("PRAGMA journal_size_limit = " + MAX_IDLE_WAL_BYTES);
      return sql;
    } catch (SQLException e) {
      sql.close();
      throw e;
    }
  }

  static Sql reader(Path file) throws SQLException {
    Sql sql = open(file);
    sql.script("PRAGMA query_only = ON");
    return sql;
  }

  /// A connection that reads, and may write what it has read into another file.
  static Sql copying(Path file) throws SQLException {
    var readOnly = new SQLiteConfig();
    readOnly.setReadOnly(true);
    return open(file, readOnly.toProperties());
  }

  private static Sql open(Path file) throws SQLException {
    return open(file, new Properties());
  }

  private static Sql open(Path file, Properties properties) throws SQLException {
    var connection = JDBC.createConnection("jdbc:sqlite:" + file, properties);
    // The driver would ask for the row's ID after every INSERT, and try to begin a transaction of
    // its own after every statement. Ours begin and end by statements.
    connection.getConnectionConfig().setGetGeneratedKeys(false);
    connection.getConnectionConfig().setAutoCommit(false);
    var sql = new Sql(connection, "");
    sql.script("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
    return sql;
  }

  /// Carries the write-ahead log over into the file and cuts it to nothing, unless somebody reads
  /// in it for longer than a moment.
  ///
  /// @return whether it is empty
  static boolean cutLog(Sql sql) throws SQLException {
    sql.script("PRAGMA busy_timeout = " + MOMENT_MS);
    try {
      return sql.first(row -> row.getInt(1), "PRAGMA wal_checkpoint(TRUNCATE)").orElse(1) == 0;
    } finally {
      sql.script("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
    }
  }
}
