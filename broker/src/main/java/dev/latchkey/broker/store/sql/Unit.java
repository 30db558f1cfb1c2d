package dev.latchkey.broker.store.sql;

import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.crypto.roster.SessionId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A piece of writing whose caller waits until it is committed. It may be run several times, each
/// time after what it did before was undone.
public abstract sealed class Unit<T> {
  private final List<SessionId> sessions;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private @Nullable T result;

  private Unit(Collection<SessionId> sessions) {
    this.sessions = List.copyOf(sessions);
  }

  /// Writes by SQL. What that makes of `drafts` is told before.
  public static final class Direct<T> extends Unit<T> {
    private final Work<T> work;
    private final Consumer<Drafts> announcement;

    public Direct(Collection<SessionId> sessions, Work<T> work, Consumer<Drafts> announcement) {
      super(sessions);
      this.work = work;
      this.announcement = announcement;
    }

    @Override
    public void begin(Sql sql, Drafts drafts) throws SQLException {
      drafts.write(sql);
      announcement.accept(drafts);
    }

    @Override
    T work(Sql sql, Drafts drafts) throws SQLException {
      return work.run(sql);
    }
  }

  /// Writes into the drafts.
  public static final class Drafted<T> extends Unit<T> {
    private final Drafting<T> drafting;

    public Drafted(SessionId session, Drafting<T> drafting) {
      super(List.of(session));
      this.drafting = drafting;
    }

    @Override
    public void begin(Sql sql, Drafts drafts) {}

    @Override
    T work(Sql sql, Drafts drafts) throws SQLException {
      return drafting.run(sql, drafts);
    }
  }

  /// The sessions that it is about.
  public List<SessionId> sessions() {
    return sessions;
  }

  /// What comes before the work; a failure of it is none of the unit's.
  public abstract void begin(Sql sql, Drafts drafts) throws SQLException;

  abstract T work(Sql sql, Drafts drafts) throws SQLException;

  /// Does the work, but keeps the result back.
  public void run(Sql sql, Drafts drafts) throws SQLException {
    result = work(sql, drafts);
  }

  public boolean hasFailed() {
    return answer.isCompletedExceptionally();
  }

  /// Lets the callers go with their results. From a virtual thread, because then they all run
  /// before what any of them starts: a room hears of the whole batch before it is written to a
  /// socket.
  public static void release(Collection<? extends Unit<?>> units) {
    Thread.startVirtualThread(() -> units.forEach(Unit::release));
  }

  private void release() {
    answer.complete(result);
  }

  public void fail(Throwable cause) {
    answer.completeExceptionally(cause);
  }

  /// Waits for the release, whatever interrupts: only then is it known what became of the write.
  public T await() {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw new StoreFailedException("the write failed", e);
    }
  }
}
