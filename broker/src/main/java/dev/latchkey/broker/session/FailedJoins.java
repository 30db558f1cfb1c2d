package dev.latchkey.broker.session;

import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.SessionId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Counts refused joins for their host to see, behind the back of the refused: if the answer waited
/// for the disk, it would take longer for an invite that exists than for one that does not.
public final class FailedJoins implements AutoCloseable {
  private static final Logger LOG = System.getLogger(FailedJoins.class.getName());
  private static final int MOST_WAITING = 10_000;

  private final SessionStore store;
  private final InstantSource clock;
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofVirtual().name("failed-joins").factory(),
          new ThreadPoolExecutor.CallerRunsPolicy());

  public FailedJoins(SessionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  void count(SessionId session, InviteId invite) {
    var at = clock.instant();
    executor.execute(() -> write(session, invite, at));
  }

  private void write(SessionId session, InviteId invite, Instant at) {
    try {
      store.countFailed(session, invite, at);
    } catch (StoreFailedException e) {
      LOG.log(Level.ERROR, "a refused join was not counted", e);
    }
  }

  /// Returns when everything that was counted so far is in the store.
  void settle() {
    try {
      executor.submit(() -> {}).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing to do cannot fail", e);
    }
  }

  @Override
  public void close() {
    executor.close();
  }
}
