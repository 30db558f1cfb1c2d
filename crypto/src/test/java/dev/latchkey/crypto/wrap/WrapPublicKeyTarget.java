package dev.latchkey.crypto.wrap;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.List;

/// Every key that is accepted can be sealed to: else one member could block all others.
public final class WrapPublicKeyTarget implements FuzzTarget {
  private static final byte[] NO_INFO = {};

  @Override
  public List<byte[]> seeds() {
    return Seeds.bytes("wrap-key", "wrapKey");
  }

  @Override
  public void accept(byte[] input) {
    unlessRefused(FormatException.class, () -> WrapPublicKey.of(input))
        .ifPresent(
            key -> {
              byte[] sealed = HpkeWrap.seal(key, NO_INFO, new byte[32], new SeededRandom("seal"));
              assertThat(sealed).hasSize(1_168);
            });
  }

  @Override
  public int mutants() {
    return 100;
  }
}
