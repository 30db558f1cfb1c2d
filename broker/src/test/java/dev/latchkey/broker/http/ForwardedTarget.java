package dev.latchkey.broker.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.Settings;
import dev.latchkey.crypto.fuzz.Choice;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Whatever proxies write, the caller is the proxy that wrote it or somebody that is no proxy.
/// Input: 0 for `Forwarded`, 1 for `X-Forwarded-For` or 2 for both, then the header.
public final class ForwardedTarget implements FuzzTarget {
  private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");

  private final ClientAddresses addresses =
      new ClientAddresses(
          Config.of(Settings.read(Map.of("LATCHKEY_TRUSTED_PROXIES", "10.0.0.0/8, ::1")))
              .trustedProxies());

  @Override
  public List<byte[]> seeds() {
    var headers =
        Seeds.of(
            "203.0.113.7, 10.0.0.9",
            "[2001:db8::7]:4711, [::1]",
            "::ffff:203.0.113.7",
            "for=192.0.2.66, For=\"[2001:db8::7]:4711\";proto=https;by=10.0.0.1",
            "proto=https;for=_hidden, for=unknown",
            "for=203.0.113.7;for=203.0.113.8",
            "for = \"203.0.113.7\" ; host=\"a,b\"");
    return IntStream.range(0, 3)
        .boxed()
        .flatMap(way -> headers.stream().map(header -> Choice.seed(way, header)))
        .toList();
  }

  @Override
  public void accept(byte[] input) {
    Choice.of(input, List.of(0, 1, 2))
        .ifPresent(
            choice -> {
              var hops = List.of(new String(choice.rest(), ISO_8859_1).split(",", -1));
              var caller =
                  addresses.resolve(
                      PROXY,
                      choice.chosen() == 1 ? List.of() : hops,
                      choice.chosen() == 0 ? List.of() : hops);
              assertThat(caller.equals(PROXY) || caller.getAddress()[0] != 10).isTrue();
            });
  }
}
