package dev.latchkey.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochKeyTest {
  @Test
  void commitmentFixesKeySessionAndEpoch() {
    var commitment = Cast.EPOCH_KEY.commitment(Cast.SESSION, 3);
    var sameKey = EpochKey.of(SecretBytes.of(SeededRandom.bytes("epoch key", 32)));

    assertThat(commitment.size()).isEqualTo(32);
    assertThat(sameKey.commitment(Cast.SESSION, 3)).isEqualTo(commitment);
    assertThat(Cast.OTHER_EPOCH_KEY.commitment(Cast.SESSION, 3)).isNotEqualTo(commitment);
    assertThat(Cast.EPOCH_KEY.commitment(Cast.OTHER_SESSION, 3)).isNotEqualTo(commitment);
    assertThat(Cast.EPOCH_KEY.commitment(Cast.SESSION, 4)).isNotEqualTo(commitment);
  }

  /// `remove.pv` with `RATCHET`: no key follows from another.
  @Test
  void isDrawnAnew() {
    var random = new SeededRandom("epoch keys");

    assertThat(EpochKey.generate(random)).isNotEqualTo(EpochKey.generate(random));
  }

  @Test
  void keysAreEqualByContent() {
    assertThat(EpochKey.of(new byte[32]))
        .isEqualTo(EpochKey.of(new byte[32]))
        .hasSameHashCodeAs(EpochKey.of(new byte[32]))
        .isNotEqualTo(Cast.EPOCH_KEY)
        .isNotEqualTo(SecretBytes.of(new byte[32]));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void is32Bytes(int size) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> EpochKey.of(new byte[size]));
  }

  @Test
  void isOfNoUseAfterClose() {
    var key = EpochKey.of(new byte[32]);

    key.close();

    assertThatIllegalStateException().isThrownBy(() -> key.commitment(Cast.SESSION, 1));
  }

  @Test
  void isNeverPrinted() {
    assertThat(Cast.EPOCH_KEY).hasToString("EpochKey[REDACTED]");
  }
}
