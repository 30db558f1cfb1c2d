package dev.latchkey.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.crypto.vectors.ExternalVectors;
import dev.latchkey.crypto.vectors.Wycheproof;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashesTest {
  private static final HexFormat HEX = HexFormat.of();

  /// FIPS 180-2, appendix B.
  @ParameterizedTest
  @CsvSource({
    "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  })
  void sha256AgreesWithItsStandard(String text, String hash) {
    assertThat(Hashes.sha256(text.getBytes(US_ASCII))).isEqualTo(HEX.parseHex(hash));
  }

  @Test
  void partsAreHashedAsOneText() {
    assertThat(Hashes.sha256(new byte[] {1}, new byte[0], new byte[] {2, 3}))
        .isEqualTo(Hashes.sha256(new byte[] {1, 2, 3}));
  }

  /// RFC 5869, appendix A.1 to A.3.
  @ParameterizedTest
  @CsvSource({
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 000102030405060708090a0b0c,"
        + " f0f1f2f3f4f5f6f7f8f9, 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
        + "34007208d5b887185865",
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, '', '',"
        + " 8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
  })
  void hkdfAgreesWithItsStandard(String ikm, String salt, String info, String okm) {
    byte[] derived =
        Hashes.hkdf(HEX.parseHex(ikm), HEX.parseHex(salt), HEX.parseHex(info), okm.length() / 2);

    assertThat(derived).isEqualTo(HEX.parseHex(okm));
  }

  @Test
  void hkdfAgreesWithWycheproof() throws IOException {
    var cases = Wycheproof.read("hkdf_sha256_test.json");

    for (var one : cases) {
      int size = one.test().required("size").intValue();
      Supplier<byte[]> derived =
          () -> Hashes.hkdf(one.hex("ikm"), one.hex("salt"), one.hex("info"), size);
      if (one.isValid()) {
        assertThat(derived.get()).as("%s", one).isEqualTo(one.hex("okm"));
      } else {
        assertThatIllegalStateException().as("%s", one).isThrownBy(derived::get);
      }
    }
    ExternalVectors.ran("Wycheproof hkdf_sha256", cases.size());
  }

  /// Extracting is HMAC of the input under the salt: a tag of the suite, expanded, is what we make
  /// of its message and key.
  @Test
  void hmacWithinHkdfAgreesWithWycheproof() throws GeneralSecurityException, IOException {
    int ran = 0;
    int cut = 0;
    for (var one : Wycheproof.read("hmac_sha256_test.json")) {
      if (one.hex("tag").length == 32) {
        byte[] derived = Hashes.hkdf(one.hex("msg"), one.hex("key"), new byte[0], 32);
        assertThat(Arrays.equals(derived, expanded(one.hex("tag"))))
            .as("%s", one)
            .isEqualTo(one.isValid());
        ran++;
      } else {
        cut++;
      }
    }
    ExternalVectors.ran("Wycheproof hmac_sha256", ran, cut + " have tags cut short, we cut none");
  }

  @Test
  void moreThan255BlocksAreABug() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Hashes.hkdf(new byte[32], new byte[0], new byte[0], 255 * 32 + 1));
  }

  @Test
  void aLabelEndsInAZeroByte() {
    assertThat(Hashes.label("ab")).containsExactly('a', 'b', 0);
  }

  private static byte[] expanded(byte[] tag) throws GeneralSecurityException {
    var key = new SecretKeySpec(tag, "Generic");
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(HKDFParameterSpec.expandOnly(key, new byte[0], 32));
  }
}
