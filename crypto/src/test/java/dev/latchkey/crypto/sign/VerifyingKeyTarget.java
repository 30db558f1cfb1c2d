package dev.latchkey.crypto.sign;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Neither a key nor a signature under it is answered by anything but yes or no; and nothing but
/// what the key signed is a signature. Input: the key, then the signature.
public final class VerifyingKeyTarget implements FuzzTarget {
  private static final byte[] MESSAGE = {};

  @Override
  public List<byte[]> seeds() {
    return Stream.concat(
            Seeds.bytes("ed25519-key", "key").stream(),
            Seeds.bytes("ed25519-signature", "signature").stream())
        .toList();
  }

  @Override
  public void accept(byte[] input) {
    byte[] key = Arrays.copyOf(input, Math.min(input.length, VerifyingKey.SIZE));
    byte[] signature = Arrays.copyOfRange(input, key.length, input.length);
    unlessRefused(FormatException.class, () -> VerifyingKey.of(key))
        .ifPresent(valid -> assertThat(valid.verify(MESSAGE, signature)).isFalse());
  }
}
