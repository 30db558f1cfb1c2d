package dev.latchkey.broker.http.connection;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// One connection while it is open.
final class GuardedConnection implements ServerConnection, InterruptableTask<Void> {
  private static final Logger LOG = System.getLogger(GuardedConnection.class.getName());

  private final ServerConnection connection;
  private final GuardedContext context;
  private final Patience patience;
  private final Connections connections;

  GuardedConnection(
      ServerConnection connection,
      GuardedContext context,
      Patience patience,
      Connections connections) {
    this.connection = connection;
    this.context = context;
    this.patience = patience;
    this.connections = connections;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    try (var _ = connections.enter(this, context.remotePeer())) {
      connection.handle(new Requests(limit, context, patience));
    } finally {
      context.sayGoodbye();
    }
  }

  /// Called by the thread that sweeps. What the connection's own thread waits for fails then.
  void closeIfLate() {
    if (patience.isOver()) {
      try {
        context.serverSocket().close();
      } catch (UncheckedIOException e) {
        LOG.log(Level.DEBUG, "a connection could not be closed", e);
      }
    }
  }

  @Override
  public boolean canInterrupt() {
    return connection instanceof InterruptableTask<?> task && task.canInterrupt();
  }

  @Override
  public Duration idleTime() {
    return connection.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    connection.close(interrupt);
  }
}
