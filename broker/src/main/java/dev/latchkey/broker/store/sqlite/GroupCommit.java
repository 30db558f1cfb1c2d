package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.sql.BatchQueue;
import dev.latchkey.broker.store.sql.Drafts;
import dev.latchkey.broker.store.sql.Sql;
import dev.latchkey.broker.store.sql.Unit;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The one writer. Everything that waits goes into one transaction and shares one commit, so that
/// being durable costs a sync per batch, not per write. Callers go only after the commit.
///
/// A unit that throws is undone alone: one that writes frames by a rollback, after which the others
/// are run again, so that those which succeed need no savepoint. When the transaction itself fails,
/// all of its units fail and no later one is tried: after a failed sync nobody knows what is on the
/// disk, and another try may succeed without making it true.
final class GroupCommit implements AutoCloseable {
  private static final int MAX_WAITING = 4_096;
  private static final int MAX_BATCH = 1_024;

  private final Sql sql;
  private final Drafts drafts = new Drafts();
  private final BatchQueue<Unit<?>> queue = new BatchQueue<>(MAX_WAITING, MAX_BATCH);
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();
  private volatile boolean isLogLong;
  private volatile boolean isLogToBeCut;
  private volatile @Nullable Throwable failure;
  // SQLite's calls pin a virtual thread to its carrier for as long as a sync takes.
  private final Thread writer =
      Thread.ofPlatform().daemon().name("store-writer").unstarted(this::write);

  private GroupCommit(Sql sql) {
    this.sql = sql;
  }

  static GroupCommit start(Sql sql) {
    var commit = new GroupCommit(sql);
    commit.writer.start();
    return commit;
  }

  /// Runs the unit in order with all others and returns once it is durable.
  <T> T run(Unit<T> unit) {
    if (!queue.put(unit)) {
      throw new StoreFailedException("the store is closed");
    }
    return unit.await();
  }

  Drafts drafts() {
    return drafts;
  }

  boolean failed() {
    return failure != null;
  }

  long commits() {
    return commits.get();
  }

  /// How many units were committed.
  long writes() {
    return writes.get();
  }

  /// The write-ahead log should begin anew before the next transaction.
  void beginLogAnew() {
    isLogLong = true;
  }

  /// What was deleted should not stay in the write-ahead log: it is cut after this transaction, or
  /// after a later one if somebody reads in it.
  void cutLog() {
    isLogToBeCut = true;
  }

  int waiting() {
    return queue.size();
  }

  private void write() {
    List<Unit<?>> batch = queue.take();
    while (!batch.isEmpty()) {
      Throwable earlier = failure;
      if (earlier == null) {
        commit(batch);
        shortenLog();
        cutLogIfAsked();
      } else {
        fail(batch, earlier);
      }
      batch = queue.take();
    }
  }

  private void cutLogIfAsked() {
    if (isLogToBeCut && failure == null) {
      isLogToBeCut = false;
      try {
        if (!SqliteConnections.cutLog(sql)) {
          isLogToBeCut = true;
        }
      } catch (SQLException e) {
        isLogToBeCut = true;
      }
    }
  }

  private void shortenLog() {
    if (isLogLong && failure == null) {
      isLogLong = false;
      try {
        // With nothing left to carry over, the next transaction begins it anew if nobody reads
        // there.
        var _ = sql.first(row -> row.getInt(1), "PRAGMA wal_checkpoint(PASSIVE)");
      } catch (SQLException e) {
        // It stays long until the next try.
      }
    }
  }

  private void commit(List<Unit<?>> batch) {
    List<Unit<?>> left = batch;
    while (!left.isEmpty() && !attempt(left)) {
      left = left.stream().filter(unit -> !unit.hasFailed()).toList();
    }
  }

  /// @return false if a unit has failed that could not be undone alone: try the others again
  private boolean attempt(List<Unit<?>> batch) {
    try {
      sql.update("BEGIN IMMEDIATE");
    } catch (SQLException e) {
      // Nothing was tried yet, so nothing is in doubt: another process holds the lock, say.
      fail(batch, e);
      return true;
    }
    try {
      for (Unit<?> unit : batch) {
        if (!apply(unit)) {
          rollBack();
          return false;
        }
      }
      drafts.write(sql);
      sql.update("COMMIT");
    } catch (SQLException | RuntimeException | Error e) {
      failure = e;
      fail(batch, e);
      rollBack();
      return true;
    }
    drafts.commit();
    commits.incrementAndGet();
    writes.addAndGet(batch.size());
    Unit.release(batch);
    return true;
  }

  /// @return false if the whole transaction must be rolled back
  private boolean apply(Unit<?> unit) throws SQLException {
    unit.begin(sql, drafts);
    return switch (unit) {
      case Unit.Drafted<?> drafted -> succeeds(drafted);
      case Unit.Direct<?> direct -> {
        sql.update("SAVEPOINT unit");
        if (!succeeds(direct)) {
          sql.dropAdded();
          sql.update("ROLLBACK TO unit");
        }
        sql.update("RELEASE unit");
        yield true;
      }
    };
  }

  /// @return false if it failed, and must be undone
  private boolean succeeds(Unit<?> unit) {
    try {
      unit.run(sql, drafts);
      return true;
    } catch (SQLException | RuntimeException e) {
      unit.fail(e);
      return false;
    }
  }

  private void rollBack() {
    try {
      sql.update("ROLLBACK");
    } catch (SQLException e) {
      // SQLite has rolled back on its own.
    }
    drafts.rollBack(sql);
  }

  private static void fail(List<Unit<?>> batch, Throwable cause) {
    batch.forEach(unit -> unit.fail(cause));
  }

  /// Commits what was taken before, then ends. Later calls of [#run] are refused.
  @Override
  public void close() throws SQLException {
    queue.close();
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    drafts.forgetAll();
    sql.close();
  }
}
