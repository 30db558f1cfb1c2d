package dev.latchkey.crypto.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrapPublicKeyTest {
  private static final int X25519 = 1_184;
  private static final byte[] VALID =
      WrapKey.generate(new SeededRandom("wrap key")).publicKey().bytes().toByteArray();

  @Test
  void aGeneratedKeyIsValid() {
    assertThat(WrapPublicKey.of(VALID).bytes().toByteArray()).isEqualTo(VALID);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32, 1_184, 1_215, 1_217})
  void otherSizesAreRefused(int size) {
    assertRefused(Arrays.copyOf(VALID, size));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 383, 766, 767})
  void coefficientsAreBelowTheModulus(int index) {
    assertThat(WrapPublicKey.of(withCoefficient(index, 3_328)).bytes().size()).isEqualTo(1_216);
    assertRefused(withCoefficient(index, 3_329));
    assertRefused(withCoefficient(index, 4_095));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000", // 0
        "0100000000000000000000000000000000000000000000000000000000000000", // 1
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800", // order 8
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157", // order 8
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // p - 1
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // p, again 0
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // p + 1, again 1
      })
  void pointsOfLowOrderAreRefusedInEverySpelling(String point) {
    byte[] key = VALID.clone();
    System.arraycopy(HexFormat.of().parseHex(point), 0, key, X25519, 32);
    assertRefused(key);

    key[key.length - 1] ^= (byte) 0x80; // X25519 ignores the highest bit
    assertRefused(key);
  }

  private static byte[] withCoefficient(int index, int value) {
    byte[] key = VALID.clone();
    int at = index / 2 * 3;
    if (index % 2 == 0) {
      key[at] = (byte) value;
      key[at + 1] = (byte) (key[at + 1] & 0xf0 | value >>> 8);
    } else {
      key[at + 1] = (byte) (key[at + 1] & 0x0f | value << 4);
      key[at + 2] = (byte) (value >>> 4);
    }
    return key;
  }

  private static void assertRefused(byte[] key) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> WrapPublicKey.of(key));
  }
}
