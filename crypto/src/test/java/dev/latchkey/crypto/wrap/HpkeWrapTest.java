package dev.latchkey.crypto.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.SeededRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HpkeWrapTest {
  private static final WrapKey KEY = WrapKey.generate(new SeededRandom("recipient"));
  private static final byte[] INFO = {1, 2, 3};
  private static final byte[] PLAIN = SeededRandom.bytes("plain", 32);
  private static final byte[] SEALED =
      HpkeWrap.seal(KEY.publicKey(), INFO, PLAIN, new SeededRandom("encapsulation"));

  @Test
  void opensWhatWasSealed() {
    assertThat(HpkeWrap.open(KEY, INFO, SEALED)).isEqualTo(PLAIN);
    assertThat(SEALED).hasSize(1_120 + 32 + 16);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 255, 256, 4_096})
  void opensPlaintextsOfEverySize(int size) {
    byte[] plain = SeededRandom.bytes("plain", size);
    byte[] sealed = HpkeWrap.seal(KEY.publicKey(), INFO, plain, new SeededRandom("encapsulation"));

    assertThat(sealed).hasSize(1_120 + size + 16);
    assertThat(HpkeWrap.open(KEY, INFO, sealed)).isEqualTo(plain);
  }

  @Test
  void eachSealingHasItsOwnEncapsulation() {
    var random = new SeededRandom("encapsulations");
    byte[] first = HpkeWrap.seal(KEY.publicKey(), INFO, PLAIN, random);
    byte[] second = HpkeWrap.seal(KEY.publicKey(), INFO, PLAIN, random);

    assertThat(Arrays.copyOf(first, 1_120)).isNotEqualTo(Arrays.copyOf(second, 1_120));
    assertThat(Arrays.copyOfRange(first, 1_120, first.length))
        .isNotEqualTo(Arrays.copyOfRange(second, 1_120, second.length));
  }

  @Test
  void anotherKeyDoesNotOpen() {
    assertClosed(WrapKey.generate(new SeededRandom("other")), INFO, SEALED);
  }

  @Test
  void anotherInfoDoesNotOpen() {
    assertClosed(KEY, new byte[] {1, 2}, SEALED);
    assertClosed(KEY, new byte[] {1, 2, 4}, SEALED);
    assertClosed(KEY, new byte[] {1, 2, 3, 0}, SEALED);
  }

  @Test
  void aFlippedBitInAnyByteDoesNotOpen() {
    for (int i = 0; i < SEALED.length; i++) {
      byte[] flipped = SEALED.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      assertClosed(KEY, INFO, flipped);
    }
    // X25519 ignores the highest bit of a share; the shared secret is bound to all of them.
    byte[] ignoredBit = SEALED.clone();
    ignoredBit[1_119] ^= (byte) 0x80;
    assertClosed(KEY, INFO, ignoredBit);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_119, 1_120, 1_135, 1_136, 1_167})
  void aCutDoesNotOpen(int size) {
    assertClosed(KEY, INFO, Arrays.copyOf(SEALED, size));
  }

  @Test
  void aTailDoesNotOpen() {
    assertClosed(KEY, INFO, Arrays.copyOf(SEALED, SEALED.length + 1));
  }

  @Test
  void aShareOfLowOrderDoesNotOpen() {
    byte[] forged = SEALED.clone();
    Arrays.fill(forged, 1_088, 1_120, (byte) 0);

    assertClosed(KEY, INFO, forged);
  }

  private static void assertClosed(WrapKey key, byte[] info, byte[] sealed) {
    assertThatExceptionOfType(OpenFailedException.class)
        .isThrownBy(() -> HpkeWrap.open(key, info, sealed))
        .withMessage("does not open")
        .withNoCause();
  }
}
