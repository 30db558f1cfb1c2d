package dev.latchkey.crypto.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.FormatException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyingKeyTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] MESSAGE = {1, 2, 3};

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void aKeyOfAnotherSizeIsRefused(int size) {
    assertRefused(new byte[size]);
  }

  /// The eight points of small order, then spellings of them that are not canonical.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      })
  void aPointOfSmallOrderIsRefused(String hex) {
    assertRefused(HEX.parseHex(hex));
  }

  @Test
  void bytesThatAreNoPointAreRefused() {
    byte[] two = new byte[VerifyingKey.SIZE];
    two[0] = 2;

    assertRefused(two);
  }

  /// A valid point plus the one of order two: canonical, of large order, yet not of prime order.
  @Test
  void aPointWithASmallOrderPartIsRefused() {
    assertRefused(Curve.plusOrderTwo(aKey().verifyingKey().bytes().toByteArray()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 63, 65, 128})
  void aSignatureOfAnotherSizeDoesNotVerify(int size) {
    assertThat(aKey().verifyingKey().verify(MESSAGE, new byte[size])).isFalse();
  }

  @Test
  void aSignatureByAnotherKeyDoesNotVerify() {
    byte[] seed = new byte[SigningKey.SEED_SIZE];
    seed[0] = 1;
    byte[] signature = SigningKey.fromSeed(seed).sign(MESSAGE);

    assertThat(aKey().verifyingKey().verify(MESSAGE, signature)).isFalse();
  }

  /// RFC 8037, appendix A.3.
  @Test
  void theThumbprintIsThatOfTheStandard() {
    var key =
        VerifyingKey.of(
            HEX.parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));

    assertThat(key.jwkThumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  }

  private static SigningKey aKey() {
    return SigningKey.fromSeed(new byte[SigningKey.SEED_SIZE]);
  }

  private static void assertRefused(byte[] bytes) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> VerifyingKey.of(bytes))
        .withMessage("want an Ed25519 public key of prime order");
  }
}
