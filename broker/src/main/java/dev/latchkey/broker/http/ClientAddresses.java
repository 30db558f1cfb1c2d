package dev.latchkey.broker.http;

import dev.latchkey.broker.config.Cidr;
import dev.latchkey.broker.limit.Caller;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/// Which address a request comes from. What a header says of it counts only as far as trusted
/// proxies have written it: the hops are read from the right, and the first one that is no trusted
/// proxy is the client. Where a header is malformed, or `Forwarded` and `X-Forwarded-For` disagree,
/// the address of the connection counts. RFC 7239.
public final class ClientAddresses {
  private static final int MAX_HOPS = 32;
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern IPV4_AND_PORT = Pattern.compile("([0-9.]+)(?::[0-9]{1,5})?");
  private static final Pattern IPV6_AND_PORT = Pattern.compile("\\[([^]]*)](?::[0-9]{1,5})?");
  private static final Pattern FOR =
      Pattern.compile(
          "(?:.*;)?\\s*for\\s*=\\s*(?:\"([^\"]*)\"|([^;\"]*))\\s*(?:;.*)?",
          Pattern.CASE_INSENSITIVE);

  private final List<Cidr> trusted;
  private final LongAdder ignored = new LongAdder();
  private final LongAdder missing = new LongAdder();

  public ClientAddresses(List<Cidr> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /// Of how many requests the client is not known: somebody told it who is no trusted proxy, and is
  /// one or wants to be taken for one; or a trusted proxy did not tell it.
  record Unknown(long ignored, long missing) {}

  Unknown unknown() {
    return new Unknown(ignored.sum(), missing.sum());
  }

  /// Called once for every request.
  void note(ServerRequest request) {
    if (request.remotePeer().address() instanceof InetSocketAddress peer) {
      var headers = request.headers();
      boolean told =
          headers.contains(HeaderNames.FORWARDED) || headers.contains(HeaderNames.X_FORWARDED_FOR);
      boolean believed = isTrusted(peer.getAddress());
      if (told && !believed) {
        ignored.increment();
      } else if (believed && !told) {
        missing.increment();
      }
    }
  }

  Caller caller(ServerRequest request) {
    return caller(request.remotePeer(), request.headers(), Envelope.requestId(request));
  }

  /// Who is at the other end of this connection, on which these headers came.
  public Caller caller(PeerInfo connection, Headers headers) {
    return caller(connection, headers, "");
  }

  private Caller caller(PeerInfo connection, Headers headers, String requestId) {
    var userAgent = headers.first(HeaderNames.USER_AGENT).orElse("");
    return new Caller(address(connection, headers), userAgent, requestId);
  }

  private InetAddress address(PeerInfo connection, Headers headers) {
    if (!(connection.address() instanceof InetSocketAddress peer)) {
      return InetAddress.getLoopbackAddress();
    }
    return resolve(
        peer.getAddress(),
        values(headers, HeaderNames.FORWARDED),
        values(headers, HeaderNames.X_FORWARDED_FOR));
  }

  /// @param forwarded the elements of all `Forwarded` headers, in their order
  /// @param forwardedFor the elements of all `X-Forwarded-For` headers, in their order
  InetAddress resolve(InetAddress peer, List<String> forwarded, List<String> forwardedFor) {
    if (!isTrusted(peer)) {
      return peer;
    }
    var byForwarded =
        forwarded.isEmpty()
            ? Optional.<InetAddress>empty()
            : Optional.of(client(peer, forwarded.stream().map(ClientAddresses::node).toList()));
    var byForwardedFor =
        forwardedFor.isEmpty()
            ? Optional.<InetAddress>empty()
            : Optional.of(client(peer, forwardedFor));
    if (byForwarded.isPresent() && byForwardedFor.isPresent()) {
      return byForwarded.equals(byForwardedFor) ? byForwarded.get() : peer;
    }
    return byForwarded.or(() -> byForwardedFor).orElse(peer);
  }

  private InetAddress client(InetAddress peer, List<String> hops) {
    if (hops.size() > MAX_HOPS) {
      return peer;
    }
    for (var hop : hops.reversed()) {
      var address = parse(hop.strip());
      if (address.isEmpty()) {
        return peer;
      }
      if (!isTrusted(address.get())) {
        return address.get();
      }
    }
    return peer;
  }

  boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  private static List<String> values(Headers headers, HeaderName name) {
    var values = new ArrayList<String>();
    for (var line : headers.all(name, List::of)) {
      values.addAll(List.of(line.split(",", -1)));
    }
    return values;
  }

  /// The node of a `Forwarded` element; no address if it names none.
  private static String node(String element) {
    var form = FOR.matcher(element.strip());
    if (!form.matches()) {
      return "";
    }
    return form.group(1) != null ? form.group(1) : form.group(2).strip();
  }

  private static Optional<InetAddress> parse(String node) {
    var ipv6 = IPV6_AND_PORT.matcher(node);
    if (ipv6.matches()) {
      return literal(ipv6.group(1), IPV6);
    }
    var ipv4 = IPV4_AND_PORT.matcher(node);
    return ipv4.matches() ? literal(ipv4.group(1), IPV4) : literal(node, IPV6);
  }

  private static Optional<InetAddress> literal(String text, Pattern form) {
    if (!form.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
