package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.sql.Sql;
import dev.latchkey.broker.store.sql.Work;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/// A few connections that only read, each read on one committed state of the store.
final class ReadPool implements AutoCloseable {
  private static final int CONNECTIONS = 4;

  private final Semaphore free = new Semaphore(CONNECTIONS, true);
  // The one used last comes first: its page cache is the warmest.
  private final Deque<Sql> idle = new ConcurrentLinkedDeque<>();

  private ReadPool() {}

  static ReadPool open(Path file) throws SQLException {
    var pool = new ReadPool();
    for (int i = 0; i < CONNECTIONS; i++) {
      pool.idle.add(SqliteConnections.reader(file));
    }
    return pool;
  }

  <T> T run(Work<T> work) {
    free.acquireUninterruptibly();
    try {
      Sql sql = idle.pollFirst();
      if (sql == null) {
        throw new StoreFailedException("the store is closed");
      }
      try {
        return inOneState(sql, work);
      } finally {
        idle.addFirst(sql);
      }
    } catch (SQLException e) {
      throw new StoreFailedException("the read failed", e);
    } finally {
      free.release();
    }
  }

  private static <T> T inOneState(Sql sql, Work<T> work) throws SQLException {
    sql.update("BEGIN");
    try {
      return work.run(sql);
    } finally {
      sql.update("ROLLBACK");
    }
  }

  /// Waits for the reads that are under way. Later ones are refused.
  @Override
  public void close() throws SQLException {
    free.acquireUninterruptibly(CONNECTIONS);
    try {
      for (Sql sql = idle.pollFirst(); sql != null; sql = idle.pollFirst()) {
        sql.close();
      }
    } finally {
      free.release(CONNECTIONS);
    }
  }
}
