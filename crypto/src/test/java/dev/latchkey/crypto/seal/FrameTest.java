package dev.latchkey.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  private static final Frame FRAME =
      Cast.sealer().seal(FrameKind.APPEND, 9, Cast.body(FrameKind.APPEND, new byte[10]));
  private static final int LEAST = 408;

  @Test
  void readsWhatItWrites() {
    assertThat(Frame.parse(FRAME.encode())).isEqualTo(FRAME);
    assertThat(FRAME.encode()).hasSize(LEAST);
  }

  @ParameterizedTest
  @ValueSource(ints = {LEAST, LEAST + 1, Frame.MAX_SIZE - 1, Frame.MAX_SIZE})
  void sizesAtTheBoundsAreRead(int size) {
    byte[] bytes = Arrays.copyOf(FRAME.encode(), size);

    assertThat(Frame.parse(bytes).encode()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 39, 40, 72, 136, LEAST - 1, Frame.MAX_SIZE + 1})
  void sizesBeyondTheBoundsAreRefused(int size) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> Frame.parse(Arrays.copyOf(FRAME.encode(), size)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 39, 40, 136, LEAST - 1, LEAST, Frame.MAX_SIZE, Frame.MAX_SIZE + 1})
  void theHeaderIsReadOfWhatIsAFrameByItsSizeAlone(int size) {
    byte[] bytes = Arrays.copyOf(FRAME.encode(), size);

    assertThat(headerOf(bytes)).isEqualTo(parsed(bytes));
  }

  @Test
  void theHeaderIsReadOfWhatIsAFrameWhateverStandsInTheHeader() {
    for (int place = 0; place < FrameHeader.SIZE; place++) {
      for (int value = 0; value < 256; value++) {
        byte[] bytes = FRAME.encode();
        bytes[place] = (byte) value;
        assertThat(headerOf(bytes)).as("%d at %d", value, place).isEqualTo(parsed(bytes));
      }
    }
  }

  private static Optional<FrameHeader> headerOf(byte[] bytes) {
    try {
      return Optional.of(Frame.headerOf(Bytes.of(bytes)));
    } catch (FormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<FrameHeader> parsed(byte[] bytes) {
    try {
      return Optional.of(Frame.parse(bytes).header());
    } catch (FormatException e) {
      return Optional.empty();
    }
  }

  @Test
  void partsOfOtherSizesAreRefused() {
    var short31 = Bytes.of(new byte[31]);
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(
            () -> new Frame(FRAME.header(), short31, FRAME.ciphertext(), FRAME.signature()));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(
            () -> new Frame(FRAME.header(), FRAME.commitment(), short31, FRAME.signature()));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(
            () -> new Frame(FRAME.header(), FRAME.commitment(), FRAME.ciphertext(), short31));
    var tooLong = Bytes.of(new byte[Frame.MAX_SIZE - 40 - 32 - 64 + 1]);
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(
            () -> new Frame(FRAME.header(), FRAME.commitment(), tooLong, FRAME.signature()));
  }

  @Test
  void isSignedForItsSessionByItsSender() {
    assertThat(FRAME.isSignedBy(Cast.BEN.verifyingKey(), Cast.SESSION)).isTrue();
    assertThat(FRAME.isSignedBy(Cast.ANA.verifyingKey(), Cast.SESSION)).isFalse();
    assertThat(FRAME.isSignedBy(Cast.BEN.verifyingKey(), Cast.OTHER_SESSION)).isFalse();
  }
}
