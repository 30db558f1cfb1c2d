package dev.latchkey.crypto.jws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.sign.SigningKey;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;

class JwsProperties {
  private static final int MAX_CHARS = 4_096;
  private static final SigningKey KEY = SigningKey.fromSeed(new byte[32]);

  @Property
  void anyPayloadComesBack(@ForAll @NotEmpty byte[] payload) {
    var jws = CompactJws.parse(CompactJws.sign("test+jwt", "k1", payload, KEY), 65_536);

    assertThat(jws.payload()).isEqualTo(payload);
    assertThat(jws.verify(KEY.verifyingKey())).isTrue();
  }

  @Property
  void aFlippedBitOfTheTextIsNoticed(@ForAll("places") int place, @ForAll("bits") int bit) {
    var text = CompactJws.sign("test+jwt", "k1", "{\"a\":1}".getBytes(UTF_8), KEY);

    assertThat(verifies(flipped(text, place, bit))).isFalse();
  }

  @Property
  void aFlippedBitOfASelfSignedTextIsNoticed(@ForAll("places") int place, @ForAll("bits") int bit) {
    var text = SelfSignedJws.sign("test+jwt", "{\"a\":1}".getBytes(UTF_8), KEY);

    assertThat(verifiesItself(flipped(text, place, bit))).isFalse();
  }

  @Property
  void anyTextIsRefused(@ForAll String text) {
    assertThat(verifies(text)).isFalse();
    assertThat(verifiesItself(text)).isFalse();
  }

  @Property
  void anyThreePartsAreRefused(@ForAll("parts") String header, @ForAll("parts") String payload) {
    var text = header + "." + payload + "." + "A".repeat(86);

    assertThat(verifies(text)).isFalse();
    assertThat(verifiesItself(text)).isFalse();
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, MAX_CHARS);
  }

  @Provide
  Arbitrary<Integer> bits() {
    return Arbitraries.integers().between(0, 6);
  }

  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.strings()
        .withCharRange('A', 'Z')
        .withCharRange('a', 'z')
        .withChars("0123456789-_")
        .ofMaxLength(40);
  }

  private static String flipped(String text, int place, int bit) {
    var changed = new StringBuilder(text);
    int at = place % text.length();
    changed.setCharAt(at, (char) (text.charAt(at) ^ 1 << bit));
    return changed.toString();
  }

  private static boolean verifies(String text) {
    try {
      return CompactJws.parse(text, MAX_CHARS).verify(KEY.verifyingKey());
    } catch (FormatException e) {
      return false;
    }
  }

  private static boolean verifiesItself(String text) {
    try {
      return SelfSignedJws.parse(text, MAX_CHARS).verify();
    } catch (FormatException e) {
      return false;
    }
  }
}
