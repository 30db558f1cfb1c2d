package dev.latchkey.broker.config;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.List;

/// An address, an origin or a network is refused as a mistake in the configuration, or written as
/// it is read. A network holds its own address.
public final class AddressTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Seeds.of(
        "127.0.0.1:8080",
        "[::1]:8080",
        "localhost:65535",
        "https://Broker.example:443/",
        "http://[2001:db8::1]:8080",
        "https://user@broker.example/?q#f",
        "10.0.0.0/8",
        "2001:db8::/32",
        "::ffff:10.0.0.1/128");
  }

  @Override
  public void accept(byte[] input) {
    var text = new String(input, UTF_8);
    unlessRefused(InvalidConfigException.class, () -> HostPort.parse("listen", text))
        .ifPresent(
            address -> assertThat(HostPort.parse("listen", address.toString())).isEqualTo(address));
    unlessRefused(InvalidConfigException.class, () -> Origin.parse("public-url", text))
        .ifPresent(
            origin -> {
              assertThat(Origin.parse("public-url", origin.value())).isEqualTo(origin);
              assertThat(origin.isLoopback()).isIn(true, false);
            });
    unlessRefused(InvalidConfigException.class, () -> Cidr.parse("trusted-proxies", text))
        .ifPresent(network -> assertThat(network.contains(network.address())).isTrue());
  }
}
