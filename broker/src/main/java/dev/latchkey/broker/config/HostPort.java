package dev.latchkey.broker.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// Where to listen, or whom to call. The host is a name or an IP address, an IPv6 one without its
/// brackets.
public record HostPort(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9.-]+)):([0-9]{1,5})");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]+){3}|::1");
  private static final int MAX_PORT = 65_535;
  private static final int LEAST_FREE = 20_000;
  private static final int MOST_FREE = 31_000;
  private static final int MAX_TRIES = 100;

  static HostPort parse(String name, String text) {
    var form = FORM.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(3)) > MAX_PORT) {
      throw Values.unwanted(name, "host:port, for example 127.0.0.1:8080 or [::1]:8080");
    }
    var host = form.group(1) != null ? form.group(1) : form.group(2);
    return new HostPort(host, Integer.parseInt(form.group(3)));
  }

  /// This address, with a port that was free a moment ago in place of port 0. The port must be
  /// known before the broker starts, because tokens carry the broker's origin. It is none of those
  /// that systems give to outgoing connections, so that none of these takes it meanwhile.
  HostPort withFreePort() {
    if (port != 0) {
      return this;
    }
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      var candidate =
          new HostPort(host, ThreadLocalRandom.current().nextInt(LEAST_FREE, MOST_FREE));
      if (candidate.isFree()) {
        return candidate;
      }
    }
    throw new InvalidConfigException("cannot listen on " + host + ": no such address here");
  }

  private boolean isFree() {
    try (var _ = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether the host is this machine itself.
  boolean isLoopback() {
    return LOOPBACK.matcher(host).matches();
  }

  void requireFree(String name) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new InUseException(name + ": cannot listen on " + this + " (" + e.getMessage() + ")");
    }
  }

  /// The port of the management interface that goes with this one, so that brokers side by side on
  /// one machine do not meet.
  HostPort management() {
    int distance = port + 1010 > MAX_PORT ? -1010 : 1010;
    return new HostPort("127.0.0.1", port + distance);
  }

  /// By what this machine reaches it.
  public HostPort reachable() {
    return switch (host) {
      case "0.0.0.0" -> new HostPort("127.0.0.1", port);
      case "::" -> new HostPort("::1", port);
      default -> this;
    };
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
