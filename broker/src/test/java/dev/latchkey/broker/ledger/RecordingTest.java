package dev.latchkey.broker.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.limit.Caller;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.ledger.Details;
import dev.latchkey.crypto.roster.SessionId;
import java.net.InetAddress;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {
  private static final SessionId SESSION = new SessionId("A".repeat(27));
  private static final SessionId OTHER = new SessionId("A".repeat(26) + "E");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SecretBytes SECRET = SecretBytes.of(new byte[32]);

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0/24",
    "0.0.0.1, 0.0.0.0/24",
    "255.255.255.255, 255.255.255.0/24",
    "::ffff:203.0.113.77, 203.0.113.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
    "2001:db8:0:2::1, 2001:db8::/48",
    "2001:0:1:2::1, 2001:0:1::/48",
    "2001:0:0:2::1, 2001::/48",
    "::1, ::/48"
  })
  void ofAnAddressThePrefixIsKept(String address, String network) {
    assertThat(of(Recording.withPrefix(RANDOM), SESSION, address).network()).isEqualTo(network);
  }

  @ParameterizedTest
  @CsvSource({"203.0.113.77", "2001:db8:1:2:3:4:5:6", "::1"})
  void whatIsKeptIsADetailThatReadersTake(String address) {
    for (var recording : every()) {
      var details = of(recording, SESSION, address);
      assertThat(Details.parse(details.text())).isEqualTo(details);
    }
  }

  @Test
  void anOperatorMayKeepNothingOfTheNetwork() {
    assertThat(of(Recording.withoutNetwork(RANDOM), SESSION, "203.0.113.77"))
        .isEqualTo(new Details("", "Firefox, Linux"));
  }

  @Test
  void aHashTellsAddressesOfOneSessionApartAndNothingBetweenSessions() {
    var hashed = Recording.withHash(() -> SECRET, RANDOM);
    var network = of(hashed, SESSION, "203.0.113.77").network();

    assertThat(network).hasSize(23).startsWith("~").doesNotContain("203");
    assertThat(of(hashed, SESSION, "203.0.113.77").network()).isEqualTo(network);
    assertThat(of(hashed, SESSION, "203.0.113.78").network()).isNotEqualTo(network);
    assertThat(of(hashed, OTHER, "203.0.113.77").network()).isNotEqualTo(network);
  }

  @Test
  void aHashNeedsTheSecretOfTheBroker() {
    byte[] other = new byte[32];
    other[0] = 1;

    assertThat(
            of(Recording.withHash(() -> SecretBytes.of(other), RANDOM), SESSION, "203.0.113.77")
                .network())
        .isNotEqualTo(
            of(Recording.withHash(() -> SECRET, RANDOM), SESSION, "203.0.113.77").network());
  }

  @Test
  void everyActHasASaltOfItsOwn() {
    var caller = new Caller(InetAddress.ofLiteral("203.0.113.77"), "", "requestrequestid");
    var recording = Recording.withPrefix(RANDOM);

    var first = recording.of(SESSION, caller);
    var second = recording.of(SESSION, caller);

    assertThat(first.request()).isEqualTo("requestrequestid");
    assertThat(first.details().orElseThrow().commitment())
        .isNotEqualTo(second.details().orElseThrow().commitment());
  }

  private static Recording[] every() {
    return new Recording[] {
      Recording.withoutNetwork(RANDOM),
      Recording.withPrefix(RANDOM),
      Recording.withHash(() -> SECRET, RANDOM)
    };
  }

  private static Details of(Recording recording, SessionId session, String address) {
    return recording.details(
        session,
        new Caller(InetAddress.ofLiteral(address), "Mozilla/5.0 (X11; Linux) Firefox/143.0", ""));
  }
}
