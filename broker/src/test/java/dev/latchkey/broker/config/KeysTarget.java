package dev.latchkey.broker.config;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.List;

/// A key file is damaged, or holds the keys that its own writing holds again.
public final class KeysTarget implements FuzzTarget {
  private static final SigningKey TOKEN_KEY = SigningKey.fromSeed(bytes(1));
  private static final SigningKey OLDER_KEY = SigningKey.fromSeed(bytes(2));
  private static final SigningKey LEDGER_KEY = SigningKey.fromSeed(bytes(3));

  @Override
  public List<byte[]> seeds() {
    return List.of(
        new Keys(List.of(TOKEN_KEY), LEDGER_KEY, SecretBytes.of(bytes(4))).write(),
        new Keys(List.of(TOKEN_KEY, OLDER_KEY), LEDGER_KEY, SecretBytes.of(bytes(5))).write());
  }

  @Override
  public void accept(byte[] input) {
    unlessRefused(FormatException.class, () -> Keys.read(input))
        .ifPresent(
            keys -> {
              byte[] written = keys.write();
              assertThat(Keys.read(written).write()).isEqualTo(written);
              assertThat(keys.ring().jwks()).isNotEmpty();
            });
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
