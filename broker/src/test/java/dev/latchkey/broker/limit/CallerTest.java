package dev.latchkey.broker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "::ffff:203.0.113.7, 203.0.113.7, true",
    "::ffff:cb00:7107, 203.0.113.7, true",
    "::203.0.113.7, 203.0.113.7, false",
    "64:ff9b::203.0.113.7, 203.0.113.7, false"
  })
  void addressesOfOneOwnerCountTogether(String one, String other, boolean together) {
    var first = new Caller(InetAddress.ofLiteral(one)).key();
    var second = new Caller(InetAddress.ofLiteral(other)).key();

    assertThat(first.equals(second)).isEqualTo(together);
  }

  @Test
  void theZoneOfALinkLocalAddressCountsForNothing() throws UnknownHostException {
    byte[] bytes = InetAddress.ofLiteral("fe80::1").getAddress();
    var here = new Caller(Inet6Address.getByAddress(null, bytes, 1));
    var there = new Caller(Inet6Address.getByAddress(null, bytes, 2));

    assertThat(here.key()).isEqualTo(there.key());
  }

  @Test
  void anIpv4AddressInItsIpv6SpellingIsOne() {
    assertThat(new Caller(InetAddress.ofLiteral("::ffff:203.0.113.7")).isIpv6()).isFalse();
  }
}
