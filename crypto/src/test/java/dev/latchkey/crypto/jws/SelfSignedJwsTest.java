package dev.latchkey.crypto.jws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.sign.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfSignedJwsTest {
  private static final int MAX_CHARS = 4_096;
  private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(UTF_8);
  private static final SigningKey KEY = SigningKey.fromSeed(new byte[32]);
  private static final String X = KEY.verifyingKey().bytes().toString();

  @Test
  void whatIsSignedIsReadAndVerifiedByTheKeyInside() {
    var jws = SelfSignedJws.parse(SelfSignedJws.sign("test+jwt", PAYLOAD, KEY), MAX_CHARS);

    assertThat(jws.typ()).isEqualTo("test+jwt");
    assertThat(jws.key()).isEqualTo(KEY.verifyingKey());
    assertThat(jws.payload()).isEqualTo(PAYLOAD);
    assertThat(jws.verify()).isTrue();
  }

  @Test
  void anotherKeyInsideDoesNotVerify() {
    var other = SigningKey.fromSeed("another seed, 32 characters long".getBytes(US_ASCII));
    var header = headerWith("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + X + "\"}");

    assertThat(SelfSignedJws.parse(ForgedJws.sign(header, PAYLOAD, KEY), MAX_CHARS).verify())
        .isTrue();
    assertThat(SelfSignedJws.parse(ForgedJws.sign(header, PAYLOAD, other), MAX_CHARS).verify())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"X\",\"d\":\"X\"}",
        "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"X\",\"kid\":\"k1\"}",
        "{\"crv\":\"Ed25519\",\"kty\":\"OKP\"}",
        "{\"crv\":\"X25519\",\"kty\":\"OKP\",\"x\":\"X\"}",
        "{\"crv\":\"Ed25519\",\"kty\":\"EC\",\"x\":\"X\"}",
        "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"AQ\"}",
        "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
        "\"X\"",
        "null",
      })
  void aKeyThatIsNotExactlyAValidPublicOneIsRefused(String jwk) {
    var text = ForgedJws.sign(headerWith(jwk.replace("\"X\"", "\"" + X + "\"")), PAYLOAD, KEY);

    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> SelfSignedJws.parse(text, MAX_CHARS));
  }

  @Test
  void aTextWithAKeyIdIsOfTheOtherForm() {
    var withKid = CompactJws.sign("test+jwt", "k1", PAYLOAD, KEY);
    var withKey = SelfSignedJws.sign("test+jwt", PAYLOAD, KEY);

    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> SelfSignedJws.parse(withKid, MAX_CHARS));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> CompactJws.parse(withKey, MAX_CHARS));
  }

  @Test
  void theTextIsNotPrinted() {
    assertThat(SelfSignedJws.parse(SelfSignedJws.sign("t", PAYLOAD, KEY), MAX_CHARS))
        .hasToString("SelfSignedJws[" + X + "]");
  }

  private static String headerWith(String jwk) {
    return "{\"alg\":\"Ed25519\",\"typ\":\"test+jwt\",\"jwk\":" + jwk + "}";
  }
}
