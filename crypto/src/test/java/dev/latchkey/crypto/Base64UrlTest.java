package dev.latchkey.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, Zg",
    "fo, Zm8",
    "foo, Zm9v",
    "foob, Zm9vYg",
    "fooba, Zm9vYmE",
    "foobar, Zm9vYmFy",
  })
  void agreesWithRfc4648WithoutItsPadding(String plain, String encoded) {
    assertThat(Base64Url.encode(plain.getBytes(US_ASCII))).isEqualTo(encoded);
    assertThat(Base64Url.decode(encoded)).isEqualTo(plain.getBytes(US_ASCII));
  }

  @Test
  void usesTheUrlSafeAlphabet() {
    byte[] bytes = {(byte) 0xfb, (byte) 0xef, (byte) 0xff};

    assertThat(Base64Url.encode(bytes)).isEqualTo("--__");
    assertThat(Base64Url.decode("--__")).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zg==", "Zg=", "Zm8=", "Zm9v=", "=", "===="})
  void paddingIsRefused(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"++++", "////", "Zm9v\n", " Zm9v", "Zm 9v", "Zm9v.", "Zm9\u00e9", "Zm9\u0176"})
  void charactersOutsideTheAlphabetAreRefused(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zh", "Zv", "Z_", "Zm9", "Zm-", "Zm9vYh", "Zm9vYmF"})
  void strayBitsAfterTheLastByteAreRefused(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "Zm9vY"})
  void impossibleLengthsAreRefused(String text) {
    assertRefused(text);
  }

  private static void assertRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Base64Url.decode(text))
        .withMessage("want canonical base64url without padding")
        .withNoCause();
  }
}
