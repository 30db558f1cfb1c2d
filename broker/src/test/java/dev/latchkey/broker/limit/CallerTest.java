package dev.latchkey.broker.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "::ffff:203.0.113.7, 203.0.113.7, true"
  })
  void addressesOfOneOwnerCountTogether(String one, String other, boolean together) {
    var first = new Caller(InetAddress.ofLiteral(one)).key();
    var second = new Caller(InetAddress.ofLiteral(other)).key();

    assertThat(first.equals(second)).isEqualTo(together);
  }
}
