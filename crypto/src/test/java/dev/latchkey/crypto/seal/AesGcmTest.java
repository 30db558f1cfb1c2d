package dev.latchkey.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.vectors.ExternalVectors;
import dev.latchkey.crypto.vectors.Wycheproof;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AesGcmTest {
  /// Keys of 128 and 192 bits and nonces of other sizes are not suite 1: the same door turns them
  /// away.
  @Test
  void agreesWithWycheproof() throws IOException {
    int ran = 0;
    int turnedAway = 0;
    for (var one : Wycheproof.read("aes_gcm_test.json")) {
      if (isOfSuite1(one)) {
        assertVerdict(one);
        ran++;
      } else {
        assertThatIllegalArgumentException().as("%s", one).isThrownBy(() -> open(one));
        turnedAway++;
      }
    }
    ExternalVectors.ran(
        "Wycheproof aes_gcm", ran, turnedAway + " of other key or nonce sizes are turned away");
  }

  @ParameterizedTest
  @CsvSource({"31, 12", "33, 12", "16, 12", "32, 11", "32, 13", "32, 0"})
  void noOtherSizeIsUsed(int keySize, int nonceSize) {
    byte[] key = new byte[keySize];
    byte[] nonce = new byte[nonceSize];

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AesGcm.seal(key, nonce, new byte[0], new byte[1]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AesGcm.open(key, nonce, new byte[0], new byte[17]));
  }

  @Test
  void aCiphertextWithoutRoomForATagDoesNotOpen() {
    for (int size = 0; size < 16; size++) {
      byte[] ciphertext = new byte[size];
      assertThatExceptionOfType(OpenFailedException.class)
          .isThrownBy(() -> AesGcm.open(new byte[32], new byte[12], new byte[0], ciphertext));
    }
  }

  private static boolean isOfSuite1(Wycheproof one) {
    return one.group().required("keySize").intValue() == 256
        && one.group().required("ivSize").intValue() == 96
        && one.group().required("tagSize").intValue() == 128;
  }

  private static void assertVerdict(Wycheproof one) {
    if (one.isValid()) {
      assertThat(AesGcm.seal(one.hex("key"), one.hex("iv"), one.hex("aad"), one.hex("msg")))
          .as("%s", one)
          .isEqualTo(sealed(one));
      assertThat(open(one)).as("%s", one).isEqualTo(one.hex("msg"));
    } else {
      assertThatExceptionOfType(OpenFailedException.class)
          .as("%s", one)
          .isThrownBy(() -> open(one));
    }
  }

  private static byte[] open(Wycheproof one) {
    return AesGcm.open(one.hex("key"), one.hex("iv"), one.hex("aad"), sealed(one));
  }

  private static byte[] sealed(Wycheproof one) {
    return Bytes.concat(one.hex("ct"), one.hex("tag")).toByteArray();
  }
}
