package dev.latchkey.crypto.sign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SignatureProperties {
  @Property
  void whatAKeySignedItsOtherHalfVerifies(@ForAll @Size(32) byte[] seed, @ForAll byte[] message) {
    var key = SigningKey.fromSeed(seed);

    assertThat(key.verifyingKey().verify(message, key.sign(message))).isTrue();
  }

  @Property
  void aFlippedBitOfTheSignatureIsNoticed(
      @ForAll @Size(32) byte[] seed, @ForAll byte[] message, @ForAll @IntRange(max = 511) int bit) {
    var key = SigningKey.fromSeed(seed);
    byte[] signature = key.sign(message);

    flip(signature, bit);

    assertThat(key.verifyingKey().verify(message, signature)).isFalse();
  }

  @Property
  void aFlippedBitOfTheMessageIsNoticed(
      @ForAll @Size(32) byte[] seed,
      @ForAll @Size(16) byte[] message,
      @ForAll @IntRange(max = 127) int bit) {
    var key = SigningKey.fromSeed(seed);
    byte[] signature = key.sign(message);

    flip(message, bit);

    assertThat(key.verifyingKey().verify(message, signature)).isFalse();
  }

  @Property
  void aFlippedBitOfTheKeyIsNoticed(
      @ForAll @Size(32) byte[] seed, @ForAll byte[] message, @ForAll @IntRange(max = 255) int bit) {
    var key = SigningKey.fromSeed(seed);
    byte[] publicKey = key.verifyingKey().bytes().toByteArray();

    flip(publicKey, bit);

    assertThat(verifies(publicKey, message, key.sign(message))).isFalse();
  }

  @Property
  void anyBytesAreAKeyOrRefused(
      @ForAll @Size(max = 40) byte[] key, @ForAll byte[] message, @ForAll @Size(64) byte[] bytes) {
    assertThat(verifies(key, message, bytes)).isFalse();
  }

  private static boolean verifies(byte[] key, byte[] message, byte[] signature) {
    try {
      return VerifyingKey.of(key).verify(message, signature);
    } catch (FormatException e) {
      return false;
    }
  }

  private static void flip(byte[] bytes, int bit) {
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
  }
}
