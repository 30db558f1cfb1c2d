package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.session.StoreFailedException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A piece of writing whose caller waits until it is committed.
abstract sealed class Unit<T> {
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private @Nullable T result;

  /// Writes by SQL. What that makes of `drafts` is told before.
  static final class Direct<T> extends Unit<T> {
    private final Work<T> work;
    private final Consumer<Drafts> announcement;

    Direct(Work<T> work, Consumer<Drafts> announcement) {
      this.work = work;
      this.announcement = announcement;
    }

    void announce(Drafts drafts) {
      announcement.accept(drafts);
    }

    @Override
    T work(Sql sql, Drafts drafts) throws SQLException {
      return work.run(sql);
    }
  }

  /// Writes into the drafts.
  static final class Drafted<T> extends Unit<T> {
    private final Drafting<T> drafting;

    Drafted(Drafting<T> drafting) {
      this.drafting = drafting;
    }

    @Override
    T work(Sql sql, Drafts drafts) throws SQLException {
      return drafting.run(sql, drafts);
    }
  }

  abstract T work(Sql sql, Drafts drafts) throws SQLException;

  /// Does the work, but keeps the result back.
  ///
  /// @return false if it failed, and must be undone
  boolean run(Sql sql, Drafts drafts) {
    try {
      result = work(sql, drafts);
      return true;
    } catch (SQLException | RuntimeException e) {
      fail(e);
      return false;
    }
  }

  boolean hasFailed() {
    return answer.isCompletedExceptionally();
  }

  /// Lets the caller go with the result, or with the failure if there was one.
  void release() {
    answer.complete(result);
  }

  void fail(Throwable cause) {
    answer.completeExceptionally(cause);
  }

  /// Waits for the release, whatever interrupts: only then is it known what became of the write.
  T await() {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw new StoreFailedException("the write failed", e);
    }
  }
}
