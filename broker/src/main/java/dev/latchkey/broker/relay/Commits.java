package dev.latchkey.broker.relay;

import dev.latchkey.crypto.roster.SessionId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Where everything that was committed to a session is made known: after it is durable, before its
/// writer is answered. Several threads tell at once, so what one commit overtook may come later.
public final class Commits {
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /// Who wants to know.
  public interface Listener {
    /// These frames were stored.
    void written(SessionId session, List<Commit> commits);

    /// The statement log or the names have grown.
    void changed(SessionId session);

    /// The ledger has grown by what the broker has observed.
    default void grown(SessionId session) {}
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  void written(SessionId session, List<Commit> commits) {
    listeners.forEach(listener -> listener.written(session, commits));
  }

  public void grown(SessionId session) {
    listeners.forEach(listener -> listener.grown(session));
  }

  public void changed(SessionId session) {
    listeners.forEach(listener -> listener.changed(session));
  }
}
