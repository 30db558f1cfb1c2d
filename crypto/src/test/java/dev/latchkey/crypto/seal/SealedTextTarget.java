package dev.latchkey.crypto.seal;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import dev.latchkey.crypto.wrap.HpkeWrap;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.util.List;

/// Whatever was sealed at the place of a text, it opens as the one padding of a text, or is refused
/// without saying why. Input: what was sealed.
public final class SealedTextTarget implements FuzzTarget {
  private static final SealedText PLACE =
      new SealedText.Preview(Cast.SESSION, Cast.INVITE, Cast.BEN_KEYS);

  @Override
  public List<byte[]> seeds() {
    return Seeds.bytes("padding", "padded");
  }

  @Override
  public void accept(byte[] input) {
    byte[] sealed =
        HpkeWrap.seal(
            Cast.BEN_KEYS.wrapKey(), PLACE.info(), input, new SeededRandom("encapsulation"));
    unlessRefused(OpenFailedException.class, () -> PLACE.open(Cast.BEN_WRAP, sealed))
        .ifPresent(text -> assertThat(Padding.pad(text)).isEqualTo(input));
  }

  @Override
  public int mutants() {
    return 50;
  }
}
