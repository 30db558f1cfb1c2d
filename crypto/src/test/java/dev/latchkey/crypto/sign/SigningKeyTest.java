package dev.latchkey.crypto.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
  private static final HexFormat HEX = HexFormat.of();

  /// RFC 8032 §7.1, tests 1 to 3.
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  })
  void signsAsTheStandardDoes(String seed, String publicKey, String message, String signature) {
    var key = SigningKey.fromSeed(HEX.parseHex(seed));

    assertThat(key.verifyingKey().bytes().toByteArray()).isEqualTo(HEX.parseHex(publicKey));
    assertThat(key.sign(HEX.parseHex(message))).isEqualTo(HEX.parseHex(signature));
  }

  @Test
  void partsAreSignedAsOneMessage() {
    var key = aKey();

    byte[] signature = key.sign(new byte[] {1}, new byte[0], new byte[] {2, 3});

    assertThat(key.verifyingKey().verify(new byte[] {1, 2, 3}, signature)).isTrue();
  }

  @Test
  void theSeedBringsTheKeyBack() {
    var key = SigningKey.generate(new SecureRandom());

    assertThat(SigningKey.fromSeed(key.seed()).verifyingKey()).isEqualTo(key.verifyingKey());
  }

  @Test
  void generatedKeysDiffer() {
    var random = new SecureRandom();

    assertThat(SigningKey.generate(random).verifyingKey())
        .isNotEqualTo(SigningKey.generate(random).verifyingKey());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void aSeedOfAnotherSizeIsRefused(int size) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> SigningKey.fromSeed(new byte[size]));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> SigningKey.fromSeed(SecretBytes.of(new byte[size])));
  }

  @Test
  void aClosedKeySignsNothing() {
    var key = aKey();

    key.close();

    assertThatIllegalStateException().isThrownBy(() -> key.sign(new byte[1]));
  }

  @Test
  void printsOnlyItsPublicHalf() {
    var key = aKey();

    assertThat(key).hasToString("SigningKey[" + key.verifyingKey().bytes() + "]");
  }

  private static SigningKey aKey() {
    return SigningKey.fromSeed(new byte[SigningKey.SEED_SIZE]);
  }
}
