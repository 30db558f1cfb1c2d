package dev.latchkey.broker.config;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.sign.SigningKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A key file is damaged, or holds the keys that its own writing holds again.
public final class KeysTarget implements FuzzTarget {
  private static final Keys KEYS =
      new Keys(
          Succession.of(SigningKey.fromSeed(bytes(1))),
          Succession.of(SigningKey.fromSeed(bytes(2))),
          Succession.of(SecretBytes.of(bytes(3))));

  @Override
  public List<byte[]> seeds() {
    return List.of(
        KEYS.write(),
        KEYS.rotated(Keys.Use.TOKEN, Instant.EPOCH, new SecureRandom()).write(),
        """
        {"version":1,"tokenKeys":["%s"],"ledgerKey":"%s","dataKey":"%s"}
        """
            .formatted(Stream.of(4, 5, 6).map(KeysTarget::text).toArray())
            .getBytes(US_ASCII));
  }

  @Override
  public void accept(byte[] input) {
    unlessRefused(FormatException.class, () -> Keys.read(input))
        .ifPresent(
            keys -> {
              byte[] written = keys.write();
              assertThat(Keys.read(written).write()).isEqualTo(written);
              assertThat(keys.ring(Instant.EPOCH).jwks()).isNotEmpty();
            });
  }

  private static String text(int value) {
    return Base64Url.encode(bytes(value));
  }

  private static byte[] bytes(int value) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) value;
    return bytes;
  }

  @Override
  public int mutants() {
    return 300;
  }
}
