package dev.latchkey.crypto.seal;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.fuzz.Choice;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.util.List;
import java.util.stream.Stream;

/// Whatever a member sealed, a reader opens it as the body that it is, or refuses it without saying
/// why. Input: the kind, then what was sealed, padding and all.
public final class SealedBodyTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    var bodies = Seeds.bytes("body", "body").stream().map(Padding::pad);
    return Stream.concat(bodies, Seeds.bytes("padding", "padded").stream())
        .flatMap(
            padded ->
                Stream.of(FrameKind.APPEND, FrameKind.REPLACE)
                    .map(kind -> Choice.seed(kind.ordinal(), padded)))
        .toList();
  }

  @Override
  public void accept(byte[] input) {
    Choice.of(input, List.of(FrameKind.values()))
        .ifPresent(choice -> accept(choice.chosen(), choice.rest()));
  }

  private static void accept(FrameKind kind, byte[] padded) {
    var header = Cast.sealer().seal(kind, 0, Cast.body(kind, new byte[0])).header();
    byte[] bytes = new Forge(header).seal(padded);
    unlessRefused(FormatException.class, () -> Frame.parse(bytes))
        .flatMap(frame -> unlessRefused(OpenFailedException.class, () -> open(frame)))
        .ifPresent(body -> assertThat(Padding.pad(body.encode())).isEqualTo(padded));
  }

  private static FrameBody open(Frame frame) {
    return FrameOpener.open(Cast.SESSION, frame, Cast.EPOCH_KEY, Cast.BEN.verifyingKey());
  }

  @Override
  public int mutants() {
    return 100;
  }
}
