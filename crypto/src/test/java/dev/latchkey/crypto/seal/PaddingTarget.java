package dev.latchkey.crypto.seal;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.List;

/// What unpads is the one padding of its data.
public final class PaddingTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Seeds.bytes("padding", "padded");
  }

  @Override
  public void accept(byte[] input) {
    unlessRefused(FormatException.class, () -> Padding.unpad(input))
        .ifPresent(data -> assertThat(Padding.pad(data)).isEqualTo(input));
  }
}
