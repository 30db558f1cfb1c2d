package dev.latchkey.broker.http.connection;

import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import org.jspecify.annotations.Nullable;

/// Lets another protocol take a connection over: the deadlines of HTTP end there.
record HandOver(Http1Upgrader upgrader) implements Http1Upgrader {
  @Override
  public String supportedProtocol() {
    return upgrader.supportedProtocol();
  }

  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    var taken = upgrader.upgrade(context, prologue, headers);
    if (taken != null && context instanceof GuardedContext guarded) {
      guarded.handOver();
    }
    return taken;
  }
}
