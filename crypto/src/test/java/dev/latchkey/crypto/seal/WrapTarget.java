package dev.latchkey.crypto.seal;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import dev.latchkey.crypto.seal.EpochKeyWrap.RecipientKind;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.util.List;
import java.util.stream.Stream;

/// No bytes open as a wrapped epoch key or as a sealed text but those that were sealed so.
public final class WrapTarget implements FuzzTarget {
  private static final EpochKeyWrap KEY_PLACE =
      new EpochKeyWrap(Cast.SESSION, Cast.EPOCH, RecipientKind.MEMBER, Cast.BEN_KEYS);
  private static final SealedText TEXT_PLACE =
      new SealedText.Label(Cast.SESSION, Cast.INVITE, Cast.BEN_KEYS);
  private static final List<byte[]> SEEDS =
      Stream.of(
              Seeds.bytes("wrap", "wrap"),
              Seeds.bytes("text", "sealed"),
              List.of(
                  KEY_PLACE.seal(Cast.EPOCH_KEY, new SeededRandom("wrap")),
                  TEXT_PLACE.seal(new byte[9], new SeededRandom("text"))))
          .flatMap(List::stream)
          .toList();

  @Override
  public List<byte[]> seeds() {
    return SEEDS;
  }

  @Override
  public void accept(byte[] input) {
    var commitment = Cast.EPOCH_KEY.commitment(Cast.SESSION, Cast.EPOCH);
    unlessRefused(OpenFailedException.class, () -> KEY_PLACE.open(Cast.BEN_WRAP, input, commitment))
        .ifPresent(_ -> requireSealed(input));
    unlessRefused(OpenFailedException.class, () -> TEXT_PLACE.open(Cast.BEN_WRAP, input))
        .ifPresent(_ -> requireSealed(input));
  }

  private static void requireSealed(byte[] input) {
    assertThat(SEEDS).anySatisfy(seed -> assertThat(seed).isEqualTo(input));
  }

  @Override
  public int mutants() {
    return 50;
  }
}
