package dev.latchkey.crypto.jws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.sign.SigningKey;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJwsTest {
  private static final int MAX_CHARS = 4_096;
  private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(UTF_8);
  private static final SigningKey KEY = SigningKey.fromSeed(new byte[32]);
  private static final SigningKey OTHER_KEY =
      SigningKey.fromSeed("another seed, 32 characters long".getBytes(US_ASCII));

  @Test
  void whatIsSignedIsReadAndVerified() {
    var text = CompactJws.sign("test+jwt", "k1", PAYLOAD, KEY);

    var jws = CompactJws.parse(text, MAX_CHARS);

    assertThat(jws.typ()).isEqualTo("test+jwt");
    assertThat(jws.kid()).isEqualTo("k1");
    assertThat(jws.payload()).isEqualTo(PAYLOAD);
    assertThat(jws.payloadText()).isEqualTo(Base64Url.encode(PAYLOAD));
    assertThat(jws.verify(KEY.verifyingKey())).isTrue();
    assertThat(jws.verify(OTHER_KEY.verifyingKey())).isFalse();
  }

  @Test
  void theHeaderIsWrittenInOneOrder() {
    var text = CompactJws.sign("test+jwt", "k1", PAYLOAD, KEY);

    assertThat(text)
        .startsWith(encoded("{\"alg\":\"Ed25519\",\"typ\":\"test+jwt\",\"kid\":\"k1\"}") + ".");
  }

  @Test
  void theLongestTextIsReadAndOneCharacterMoreIsNot() {
    var text = CompactJws.sign("test+jwt", "k1", PAYLOAD, KEY);

    assertThat(CompactJws.parse(text, text.length()).payload()).isEqualTo(PAYLOAD);
    assertRefused(() -> CompactJws.parse(text, text.length() - 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "_", "-", "0123456789012345678901234567890A"})
  void aKeyIdOf1To32CharactersIsTaken(String kid) {
    var text = CompactJws.sign("test+jwt", kid, PAYLOAD, KEY);

    assertThat(CompactJws.parse(text, MAX_CHARS).kid()).isEqualTo(kid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "../k1", "k 1", "k1\n", "\u00e9", "0123456789012345678901234567890AB"})
  void noOtherKeyIdIsWritten(String kid) {
    assertRefused(() -> CompactJws.sign("test+jwt", kid, PAYLOAD, KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"typ\":\"t\",\"kid\":\"k1\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"t\",\"kid\":\"k1\"}",
        "{\"alg\":\"ed25519\",\"typ\":\"t\",\"kid\":\"k1\"}",
        "{\"alg\":\"HS256\",\"typ\":\"t\",\"kid\":\"k1\"}",
        "{\"alg\":[\"Ed25519\"],\"typ\":\"t\",\"kid\":\"k1\"}",
        "{\"typ\":\"t\",\"kid\":\"k1\"}",
        "{\"alg\":\"Ed25519\",\"kid\":\"k1\"}",
        "{\"alg\":\"Ed25519\",\"typ\":\"t\"}",
        "{\"alg\":\"Ed25519\",\"typ\":null,\"kid\":\"k1\"}",
        "{\"alg\":\"Ed25519\",\"typ\":\"t\",\"kid\":1}",
        "{\"alg\":\"Ed25519\",\"typ\":\"t\",\"kid\":\"\"}",
        "{\"alg\":\"Ed25519\",\"typ\":\"t\",\"kid\":\"../k1\"}",
        "{\"alg\":\"Ed25519\",\"typ\":\"t\",\"kid\":\"k1\\n\"}",
        "{\"alg\":\"Ed25519\",\"typ\":\"t\",\"kid\":\"0123456789012345678901234567890AB\"}",
        "{\"alg\":\"Ed25519\",\"typ\":\"t\",\"kid\":\"k1\",\"crit\":[]}",
        "{\"alg\":\"Ed25519\",\"typ\":\"t\",\"kid\":\"k1\",\"b64\":false}",
        "{\"alg\":\"Ed25519\",\"typ\":\"t\",\"kid\":\"k1\",\"jku\":\"https://evil.example\"}",
        "{\"alg\":\"Ed25519\",\"alg\":\"Ed25519\",\"typ\":\"t\",\"kid\":\"k1\"}",
      })
  void anyOtherHeaderIsRefusedWhoeverSignedIt(String header) {
    assertRefused(() -> CompactJws.parse(ForgedJws.sign(header, PAYLOAD, KEY), MAX_CHARS));
  }

  @Test
  void theTextIsNotPrinted() {
    var text = CompactJws.sign("test+jwt", "k1", PAYLOAD, KEY);

    assertThat(CompactJws.parse(text, MAX_CHARS)).hasToString("CompactJws[k1]");
  }

  private static String encoded(String json) {
    return Base64Url.encode(json.getBytes(UTF_8));
  }

  private static void assertRefused(ThrowingCallable reading) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(reading);
  }
}
