package dev.latchkey.broker.limit;

import dev.latchkey.crypto.Base64Url;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/// Where a call comes from. Limits care for a whole IPv4 address or a part of an IPv6 one, because
/// whoever has one IPv6 address has at least a /64 of them.
///
/// @param userAgent as the call said; empty if it did not
/// @param requestId the broker's own name of the call; empty if it has none
public record Caller(InetAddress address, String userAgent, String requestId) {
  /// Of a connection that has said nothing yet.
  public Caller(InetAddress address) {
    this(address, "", "");
  }

  /// The address as a key, for IPv6 cut to its first `ipv6Bits`, a multiple of 8.
  public String network(int ipv6Bits) {
    byte[] bytes = address.getAddress();
    return Base64Url.encode(
        address instanceof Inet4Address ? bytes : Arrays.copyOf(bytes, ipv6Bits / Byte.SIZE));
  }

  public boolean isIpv6() {
    return !(address instanceof Inet4Address);
  }

  /// The key of limits that count per address.
  public String key() {
    return network(64);
  }
}
