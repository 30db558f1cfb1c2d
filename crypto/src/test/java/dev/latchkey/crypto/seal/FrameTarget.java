package dev.latchkey.crypto.seal;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.util.List;

/// A frame, header and all, is its one encoding, and does not open where it was not sealed.
public final class FrameTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Seeds.bytes("frame", "frame");
  }

  @Override
  public void accept(byte[] input) {
    unlessRefused(FormatException.class, () -> Frame.parse(input))
        .ifPresent(
            frame -> {
              assertThat(frame.encode()).isEqualTo(input);
              assertThat(unlessRefused(OpenFailedException.class, () -> open(frame))).isEmpty();
            });
  }

  private static FrameBody open(Frame frame) {
    return FrameOpener.open(Cast.OTHER_SESSION, frame, Cast.EPOCH_KEY, Cast.BEN.verifyingKey());
  }
}
