package dev.latchkey.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true"
  })
  void aNetworkHoldsTheAddressesThatBeginLikeIt(String network, String address, boolean held) {
    assertThat(Cidr.parse("x", network).contains(InetAddress.ofLiteral(address))).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "example.org", "10.0.0.0/33", "2001:db8::/129", "10.0.0.256", "10.0.0.0/"})
  void whatIsNoNetworkIsRefusedWithWhatIsWanted(String text) {
    assertThatThrownBy(() -> Cidr.parse("x", text))
        .hasMessageContaining("networks such as 10.0.0.0/8 or 2001:db8::/32");
  }
}
