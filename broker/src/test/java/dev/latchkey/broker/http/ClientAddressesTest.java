package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.broker.limit.Caller;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// 10.0.0.0/8 and ::1 are trusted proxies; 10.0.0.1 is the peer unless said otherwise.
class ClientAddressesTest {
  private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");

  private final ClientAddresses addresses =
      new ClientAddresses(
          Config.of(Settings.read(Map.of("LATCHKEY_TRUSTED_PROXIES", "10.0.0.0/8, ::1")))
              .trustedProxies());

  @Test
  void whatAStrangerSaysOfItselfCountsForNothing() {
    var stranger = InetAddress.ofLiteral("203.0.113.7");

    assertThat(addresses.resolve(stranger, hops("for=192.0.2.1"), hops("192.0.2.1")))
        .isEqualTo(stranger);
  }

  @Test
  void whoIsAtTheOtherEndOfAConnectionIsReadFromItsHeaders() {
    var headers = headers("X-Forwarded-For", "192.0.2.66, 203.0.113.7");
    headers.set(HeaderNames.USER_AGENT, "browser");

    var caller = addresses.caller(peer(PROXY), headers);

    assertThat(caller).isEqualTo(new Caller(InetAddress.ofLiteral("203.0.113.7"), "browser", ""));
    assertThat(addresses.caller(peer(PROXY), headers("Forwarded", "for=203.0.113.7")).address())
        .isEqualTo(InetAddress.ofLiteral("203.0.113.7"));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, X-Forwarded-For, 1, 0",
    "203.0.113.7, Forwarded, 1, 0",
    "203.0.113.7, User-Agent, 0, 0",
    "10.0.0.1, X-Forwarded-For, 0, 0",
    "10.0.0.1, Forwarded, 0, 0",
    "10.0.0.1, User-Agent, 0, 1"
  })
  void whoTellsOfClientsUnaskedOrFailsToIsCounted(
      String peer, String header, long ignored, long missing) {
    addresses.note(request(peer(InetAddress.ofLiteral(peer)), headers(header, "192.0.2.1")));

    assertThat(addresses.unknown()).isEqualTo(new ClientAddresses.Unknown(ignored, missing));
  }

  private static WritableHeaders<?> headers(String name, String value) {
    return WritableHeaders.create().set(HeaderNames.create(name), value);
  }

  private static PeerInfo peer(InetAddress address) {
    return answering(PeerInfo.class, Map.of("address", new InetSocketAddress(address, 4711)));
  }

  private static ServerRequest request(PeerInfo peer, WritableHeaders<?> headers) {
    return answering(
        ServerRequest.class,
        Map.of("remotePeer", peer, "headers", ServerRequestHeaders.create(headers)));
  }

  private static <T> T answering(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> answers.get(method.getName())));
  }

  @ParameterizedTest
  @CsvSource({
    "'203.0.113.7', 203.0.113.7",
    "'192.0.2.66, 203.0.113.7', 203.0.113.7",
    "'192.0.2.66, 203.0.113.7, 10.0.0.9', 203.0.113.7",
    "' 203.0.113.7 ', 203.0.113.7",
    "'203.0.113.7:4711', 203.0.113.7",
    "'2001:db8::7', 2001:db8::7",
    "'[2001:db8::7]', 2001:db8::7",
    "'[2001:db8::7]:4711', 2001:db8::7",
    "'[2001:db8::7], [::1]', 2001:db8::7",
    "'::ffff:203.0.113.7', 203.0.113.7"
  })
  void theRightmostHopThatIsNoTrustedProxyIsTheClient(String header, String client) {
    assertThat(addresses.resolve(PROXY, List.of(), hops(header)))
        .isEqualTo(InetAddress.ofLiteral(client));
  }

  @ParameterizedTest
  @CsvSource({
    "'for=203.0.113.7', 203.0.113.7",
    "'For=\"203.0.113.7:4711\"', 203.0.113.7",
    "'for=\"[2001:db8::7]:4711\"', 2001:db8::7",
    "'for=192.0.2.66, for=203.0.113.7;proto=https;by=10.0.0.1', 203.0.113.7",
    "'proto=https;for=203.0.113.7', 203.0.113.7",
    "'for=203.0.113.7, for=10.1.2.3', 203.0.113.7"
  })
  void forwardedIsReadTheSameWay(String header, String client) {
    assertThat(addresses.resolve(PROXY, hops(header), List.of()))
        .isEqualTo(InetAddress.ofLiteral(client));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "_hidden",
        "203.0.113.7, unknown",
        "203.0.113",
        "203.0.113.7.9",
        "203.0.113.256",
        "2001:db8::g",
        "[2001:db8::7",
        "evil.example",
        "203.0.113.7:port",
        "1",
        "0x7f.1",
        "fe80::1%eth0"
      })
  void aHopThatIsNoAddressLeavesTheConnections(String header) {
    assertThat(addresses.resolve(PROXY, List.of(), hops(header))).isEqualTo(PROXY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "for=",
        "for=_hidden",
        "for=unknown",
        "by=203.0.113.7",
        "203.0.113.7",
        "for=\"203.0.113.7"
      })
  void aForwardedThatIsMalformedLeavesTheConnections(String header) {
    assertThat(addresses.resolve(PROXY, hops(header), List.of())).isEqualTo(PROXY);
  }

  @Test
  void aListOfProxiesAloneIsTheConnection() {
    assertThat(addresses.resolve(PROXY, List.of(), hops("10.0.0.2, 10.0.0.3"))).isEqualTo(PROXY);
  }

  @Test
  void aListOfMoreThanThirtyTwoHopsIsMalformed() {
    var hops = Collections.nCopies(32, "203.0.113.7");
    var oneMore = Collections.nCopies(33, "203.0.113.7");

    assertThat(addresses.resolve(PROXY, List.of(), hops))
        .isEqualTo(InetAddress.ofLiteral("203.0.113.7"));
    assertThat(addresses.resolve(PROXY, List.of(), oneMore)).isEqualTo(PROXY);
  }

  @Test
  void twoHeadersThatDisagreeAreNotBelieved() {
    assertThat(addresses.resolve(PROXY, hops("for=203.0.113.7"), hops("203.0.113.7")))
        .isEqualTo(InetAddress.ofLiteral("203.0.113.7"));
    assertThat(addresses.resolve(PROXY, hops("for=192.0.2.1"), hops("203.0.113.7")))
        .isEqualTo(PROXY);
  }

  private static List<String> hops(String header) {
    return Arrays.asList(header.split(",", -1));
  }
}
