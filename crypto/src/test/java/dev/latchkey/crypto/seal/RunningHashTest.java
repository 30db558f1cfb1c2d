package dev.latchkey.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningHashTest {
  private static final byte[] FRAME = {1, 2, 3};

  @Test
  void startsWithZeros() {
    assertThat(RunningHash.start()).isEqualTo(Bytes.of(new byte[32]));
  }

  @Test
  void bindsSessionChannelHistoryPositionAndFrame() {
    var start = RunningHash.start();
    var hash = RunningHash.next(Cast.SESSION, 0, start, 1, FRAME);

    assertThat(RunningHash.next(Cast.SESSION, 0, start, 1, FRAME.clone())).isEqualTo(hash);
    assertThat(RunningHash.next(Cast.OTHER_SESSION, 0, start, 1, FRAME)).isNotEqualTo(hash);
    assertThat(RunningHash.next(Cast.SESSION, 1, start, 1, FRAME)).isNotEqualTo(hash);
    assertThat(RunningHash.next(Cast.SESSION, 0, hash, 1, FRAME)).isNotEqualTo(hash);
    assertThat(RunningHash.next(Cast.SESSION, 0, start, 2, FRAME)).isNotEqualTo(hash);
    assertThat(RunningHash.next(Cast.SESSION, 0, start, 1, new byte[] {1, 2})).isNotEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "256, 1", "0, 0", "0, -1"})
  void aPlaceOutsideAnyChannelIsRefused(int channel, long seq) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> RunningHash.next(Cast.SESSION, channel, RunningHash.start(), seq, FRAME));
  }
}
