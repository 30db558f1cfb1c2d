package dev.latchkey.broker.store.sqlite;

import dev.latchkey.broker.session.StoreFailedException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// A piece of writing whose caller waits until it is committed.
final class Unit<T> {
  private final Work<T> work;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private @Nullable T result;

  Unit(Work<T> work) {
    this.work = work;
  }

  /// Does the work, but keeps the result back.
  ///
  /// @return false if it failed, and must be undone
  boolean run(Sql sql) {
    try {
      result = work.run(sql);
      return true;
    } catch (SQLException | RuntimeException e) {
      fail(e);
      return false;
    }
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
