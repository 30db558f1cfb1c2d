package dev.latchkey.broker.store.postgres;

import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.sql.BatchQueue;
import dev.latchkey.broker.store.sql.Drafts;
import dev.latchkey.broker.store.sql.Sql;
import dev.latchkey.broker.store.sql.Unit;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A thread with a connection: everything that waits goes into one transaction and shares one
/// commit. Callers go only after the commit.
///
/// A unit that throws is undone by a rollback, after which the others are run again. When the
/// connection is lost, or another broker is in the way, all of them are run again on a new
/// connection, until each has waited for its [Patience]; was it lost during the commit, only once
/// it is known that nothing was committed. So no unit is done twice, and none that was acknowledged
/// not at all.
final class Writer implements AutoCloseable {
  private static final int MAX_WAITING = 4_096;
  private static final int MAX_BATCH = 256;

  private final Links links;
  private final CommitRecord record;
  private final BatchQueue<Waiting> queue = new BatchQueue<>(MAX_WAITING, MAX_BATCH);
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong doubts = new AtomicLong();
  private final Thread thread;
  private @Nullable Link link;

  private record Waiting(Unit<?> unit, Patience patience) {}

  private Writer(Links links, int number) {
    this.links = links;
    this.record = new CommitRecord(links);
    this.thread =
        Thread.ofPlatform().daemon().name("store-writer-" + number).unstarted(this::write);
  }

  static Writer start(Links links, int number) {
    var writer = new Writer(links, number);
    writer.thread.start();
    return writer;
  }

  /// Runs the unit in order with all others and returns once it is committed.
  <T> T run(Unit<T> unit) {
    if (!queue.put(new Waiting(unit, Patience.fromNow()))) {
      throw new StoreFailedException("the store is closed");
    }
    return unit.await();
  }

  long commits() {
    return commits.get();
  }

  /// How many commits there were whose answer was lost.
  long doubts() {
    return doubts.get();
  }

  int waiting() {
    return queue.size();
  }

  private void write() {
    List<Waiting> batch = queue.take();
    while (!batch.isEmpty()) {
      commit(batch);
      batch = queue.take();
    }
    disconnect();
  }

  private void commit(List<Waiting> batch) {
    List<Waiting> left = batch;
    while (!left.isEmpty()) {
      try {
        if (attempt(left.stream().<Unit<?>>map(Waiting::unit).toList())) {
          return;
        }
      } catch (SQLException | RuntimeException e) {
        failOverdue(left, e);
        if (!left.stream().allMatch(it -> it.unit().hasFailed())) {
          Patience.pause();
        }
      } catch (Error e) {
        left.forEach(it -> it.unit().fail(e));
        throw e;
      }
      left = left.stream().filter(it -> !it.unit().hasFailed()).toList();
    }
  }

  private static void failOverdue(List<Waiting> batch, Throwable cause) {
    batch.stream().filter(it -> it.patience().isOver()).forEach(it -> it.unit().fail(cause));
  }

  /// @return false if a unit has failed: try the others again. Throws what is no unit's fault, with
  ///     nothing done
  private boolean attempt(List<Unit<?>> units) throws SQLException {
    var open = connected();
    try {
      if (!apply(open.sql(), units)) {
        recover(open);
        return false;
      }
      record.enter(open.sql());
    } catch (SQLException | RuntimeException e) {
      recover(open);
      throw e;
    }
    if (!isCommitted(open, units)) {
      return false;
    }
    commits.incrementAndGet();
    Unit.release(units);
    return true;
  }

  private static boolean apply(Sql sql, List<Unit<?>> units) throws SQLException {
    lock(sql, units);
    // Other brokers write to the same sessions: nothing is known beyond this transaction.
    var drafts = new Drafts();
    for (Unit<?> unit : units) {
      unit.begin(sql, drafts);
      try {
        unit.run(sql, drafts);
      } catch (SQLException | RuntimeException e) {
        if (Faults.isPassing(e)) {
          throw e;
        }
        unit.fail(e);
        return false;
      }
    }
    drafts.write(sql);
    return true;
  }

  /// All rows of sessions, and in one order everywhere: so nobody waits in a circle.
  private static void lock(Sql sql, List<Unit<?>> units) throws SQLException {
    var sessions =
        units.stream()
            .flatMap(it -> it.sessions().stream())
            .map(SessionId::value)
            .collect(Collectors.toSet());
    if (sessions.size() > 1) {
      var _ =
          sql.list(
              row -> row.getLong(1),
              """
              SELECT id FROM sessions WHERE sid = ANY (string_to_array(?, ','))
              ORDER BY sid FOR NO KEY UPDATE
              """,
              String.join(",", sessions));
    }
  }

  /// Throws if nothing was committed; false if nobody knows.
  private boolean isCommitted(Link open, List<Unit<?>> units) throws SQLException {
    try {
      open.commit();
      return true;
    } catch (SQLException lost) {
      disconnect();
      doubts.incrementAndGet();
      try {
        if (record.isCommitted()) {
          return true;
        }
      } catch (SQLException | StoreFailedException e) {
        units.forEach(it -> it.fail(lost));
        return false;
      }
      throw lost;
    }
  }

  private Link connected() throws SQLException {
    var open = link;
    if (open == null) {
      open = links.writer();
      link = open;
    }
    return open;
  }

  private void recover(Link open) {
    if (!open.recovers()) {
      disconnect();
    }
  }

  private void disconnect() {
    var open = link;
    link = null;
    if (open != null) {
      open.close();
    }
  }

  /// Commits what was taken before, then ends. Later calls of [#run] are refused.
  @Override
  public void close() {
    queue.close();
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
  }
}
