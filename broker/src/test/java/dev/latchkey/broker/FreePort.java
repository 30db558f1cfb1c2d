package dev.latchkey.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// A port that nobody listened on a moment ago.
public final class FreePort {
  private FreePort() {}

  /// For a server that is started again there: none of those that systems give to outgoing
  /// connections. The one 10,000 above is free, too, which a node of a Redis cluster takes.
  public static int lasting() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_500, 20_000);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
          var _ = new ServerSocket(port + 10_000, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException e) {
        // Taken: the next one.
      }
    }
  }

  public static int any() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
