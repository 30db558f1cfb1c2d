package dev.latchkey.broker.store.postgres;

import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.sql.Work;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A few connections that only read. A read whose connection is lost is made again on another one.
final class Readers implements AutoCloseable {
  private static final int CONNECTIONS = 6;

  private final Links links;
  private final Semaphore free = new Semaphore(CONNECTIONS, true);
  private final Deque<Link> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Readers(Links links) {
    this.links = links;
  }

  <T> T run(Work<T> work) {
    var patience = Patience.fromNow();
    acquire(patience);
    try {
      while (true) {
        try {
          return attempt(work);
        } catch (SQLException | StoreFailedException e) {
          if (!Faults.isPassing(e) || patience.isOver() || closed) {
            throw new StoreFailedException("the read failed", e);
          }
          Patience.pause();
        }
      }
    } finally {
      free.release();
    }
  }

  private void acquire(Patience patience) {
    try {
      if (!free.tryAcquire(patience.left().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StoreFailedException("no connection is free");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreFailedException("interrupted", e);
    }
  }

  private <T> T attempt(Work<T> work) throws SQLException {
    if (closed) {
      throw new StoreFailedException("the store is closed");
    }
    var link = connected();
    boolean healthy = false;
    try {
      T result = work.run(link.sql());
      link.rollBack();
      healthy = true;
      return result;
    } finally {
      if (healthy || link.recovers()) {
        idle.addFirst(link);
      } else {
        link.close();
        // They have gone the same way.
        closeIdle();
      }
    }
  }

  private Link connected() throws SQLException {
    @Nullable Link known = idle.pollFirst();
    return known == null ? links.reader() : known;
  }

  private void closeIdle() {
    for (var link = idle.pollFirst(); link != null; link = idle.pollFirst()) {
      link.close();
    }
  }

  /// Waits for the reads that are under way. Later ones are refused.
  @Override
  public void close() {
    closed = true;
    free.acquireUninterruptibly(CONNECTIONS);
    closeIdle();
    free.release(CONNECTIONS);
  }
}
