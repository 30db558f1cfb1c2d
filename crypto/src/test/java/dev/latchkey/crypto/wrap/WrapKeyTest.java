package dev.latchkey.crypto.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SecretBytes;
import dev.latchkey.crypto.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrapKeyTest {
  private static final byte[] INFO = {};

  @Test
  void oneSeedMakesOnePair() {
    byte[] seed = SeededRandom.bytes("seed", 32);
    var publicKey = WrapKey.fromSeed(seed).publicKey();

    assertThat(WrapKey.fromSeed(SecretBytes.of(seed)).publicKey()).isEqualTo(publicKey);
    assertThat(WrapKey.generate(new SeededRandom("seed")).publicKey()).isEqualTo(publicKey);
    assertThat(WrapKey.generate(new SeededRandom("other")).publicKey()).isNotEqualTo(publicKey);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void seedIs32Bytes(int size) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> WrapKey.fromSeed(new byte[size]));
  }

  @Test
  void opensNothingAfterClose() {
    var key = WrapKey.generate(new SeededRandom("seed"));
    byte[] sealed =
        HpkeWrap.seal(key.publicKey(), INFO, new byte[32], new SeededRandom("encapsulation"));

    key.close();

    assertThatIllegalStateException().isThrownBy(() -> HpkeWrap.open(key, INFO, sealed));
  }

  @Test
  void isNeverPrinted() {
    assertThat(WrapKey.generate(new SeededRandom("seed"))).hasToString("WrapKey[REDACTED]");
  }
}
