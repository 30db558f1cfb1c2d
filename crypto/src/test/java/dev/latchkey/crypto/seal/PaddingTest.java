package dev.latchkey.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaddingTest {
  /// Both sides of a step at every power of two, worked out by hand from FORMATS §8.
  @ParameterizedTest
  @CsvSource({
    "0, 256",
    "1, 256",
    "251, 256",
    "252, 256",
    "253, 272",
    "268, 272",
    "269, 288",
    "492, 496",
    "493, 512",
    "508, 512",
    "509, 544",
    "540, 544",
    "541, 576",
    "1020, 1024",
    "1021, 1088",
    "65532, 65536",
    "65533, 67584",
    "67580, 67584",
    "67581, 69632",
    "131068, 131072",
    "131069, 135168",
    "253948, 253952",
    "253949, 258048",
    "258044, 258048",
    "258045, 262144",
  })
  void padsToTheNextStep(int size, int padded) {
    byte[] data = SeededRandom.bytes("data", size);

    assertThat(Padding.pad(data)).hasSize(padded);
    assertThat(Padding.unpad(Padding.pad(data))).isEqualTo(data);
  }

  @Test
  void addsLessThanAnEighthBeyondTheLeastSize() {
    for (int size = 252; size < 70_000; size++) {
      int framed = size + 4;
      assertThat(Padding.paddedSize(size)).isBetween(framed, framed + framed / 8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 255, 257, 271, 273, 512})
  void anotherTotalSizeIsRefused(int size) {
    assertRefused(Arrays.copyOf(Padding.pad(new byte[10]), size));
  }

  @ParameterizedTest
  @ValueSource(ints = {253, 256, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE, -1, -4})
  void aLengthThatDoesNotFitIsRefused(int length) {
    assertRefused(ByteBuffer.wrap(new byte[256]).putInt(length).array());
  }

  @Test
  void aStepTooManyIsRefused() {
    assertRefused(ByteBuffer.wrap(new byte[272]).putInt(252).array());
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 128, 255})
  void fillerThatIsNotZeroIsRefused(int at) {
    byte[] padded = Padding.pad(new byte[10]);
    padded[at] = 1;

    assertRefused(padded);
  }

  private static void assertRefused(byte[] padded) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> Padding.unpad(padded));
  }
}
