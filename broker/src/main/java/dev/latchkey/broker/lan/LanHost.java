package dev.latchkey.broker.lan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// This machine, as the others of its network reach it.
///
/// @param address the one to give to others
/// @param hosts all addresses and names, that one and this machine's own for itself among them
public record LanHost(InetAddress address, SequencedSet<String> hosts) {
  // Of the documentation's network. Connecting a datagram socket sends nothing; it only tells which
  // address the system would send from.
  private static final InetSocketAddress ELSEWHERE =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9);

  private static final List<InetAddress> LOOPBACK =
      List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

  /// Of a machine that is in no network, what it is to itself.
  public static LanHost find() {
    try {
      var addresses = NetworkInterface.networkInterfaces().flatMap(LanHost::addresses).toList();
      return outgoing()
          .filter(addresses::contains)
          .or(() -> addresses.stream().filter(Inet4Address.class::isInstance).findFirst())
          .or(() -> addresses.stream().findFirst())
          .map(address -> of(address, addresses, name()))
          .orElseGet(() -> of(LOOPBACK.getFirst(), addresses, name()));
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LanHost of(InetAddress address, List<InetAddress> all, Optional<String> name) {
    var hosts = new TreeSet<>(List.of("localhost"));
    LOOPBACK.forEach(it -> hosts.add(text(it)));
    all.forEach(it -> hosts.add(text(it)));
    name.ifPresent(
        it -> {
          hosts.add(it);
          hosts.add(it + ".local");
        });
    return new LanHost(address, hosts);
  }

  /// As an authority of a URL has it.
  public String authority() {
    return address instanceof Inet4Address ? text(address) : "[" + text(address) + "]";
  }

  private static String text(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }

  private static Stream<InetAddress> addresses(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback() && !network.isPointToPoint()
          ? network.inetAddresses().filter(it -> !it.isLinkLocalAddress())
          : Stream.empty();
    } catch (SocketException e) {
      return Stream.empty();
    }
  }

  private static Optional<InetAddress> outgoing() {
    try (var socket = new DatagramSocket()) {
      socket.connect(ELSEWHERE);
      return Optional.of(socket.getLocalAddress());
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /// The first label of the machine's name, if it has one of letters, digits and hyphens.
  private static Optional<String> name() {
    try {
      var name = InetAddress.getLocalHost().getHostName().replaceFirst("\\..*", "");
      return Optional.of(name)
          .filter(it -> it.matches("[A-Za-z][A-Za-z0-9-]{0,62}") && !it.equals("localhost"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
