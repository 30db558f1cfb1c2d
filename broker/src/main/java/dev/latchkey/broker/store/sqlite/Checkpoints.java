package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.store.sql.Sql;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;

/// Carries what was committed over from the write-ahead log into the file, beside the writer: done
/// by the writer itself, as SQLite would, every thousandth page makes somebody wait for it. What
/// the writer must do is to begin the log anew, once it is long and little of it is left to carry
/// over.
final class Checkpoints implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Checkpoints.class.getName());
  private static final long PAUSE_MILLIS = 100;
  private static final long LEAST_WRITES = 500;
  private static final int MOST_LOG_PAGES = 4_096;

  private final Sql sql;
  private final GroupCommit writer;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("store-checkpoints").unstarted(this::run);
  private long carriedOver;

  private Checkpoints(Sql sql, GroupCommit writer) {
    this.sql = sql;
    this.writer = writer;
  }

  static Checkpoints start(Path file, GroupCommit writer) throws SQLException {
    var checkpoints = new Checkpoints(SqliteConnections.writer(file), writer);
    checkpoints.thread.start();
    return checkpoints;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        long writes = writer.writes();
        // After a failed sync nobody knows what the log has.
        if (writes - carriedOver >= LEAST_WRITES && !writer.failed()) {
          carriedOver = writes;
          carryOver();
        }
      }
    } catch (InterruptedException e) {
      // Closed. The last connection to the file carries the rest over.
    }
  }

  private void carryOver() {
    try {
      int pages = sql.first(row -> row.getInt("log"), "PRAGMA wal_checkpoint(PASSIVE)").orElse(0);
      if (pages > MOST_LOG_PAGES) {
        writer.beginLogAnew();
      }
    } catch (SQLException e) {
      // Nothing is lost by that: the log grows until a later one succeeds.
      LOG.log(Level.WARNING, "the log of the store could not be carried over", e);
    }
  }

  @Override
  public void close() throws SQLException {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    sql.close();
  }
}
