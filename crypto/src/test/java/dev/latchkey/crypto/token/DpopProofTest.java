package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.Tokens.DEVICE;
import static dev.latchkey.crypto.token.Tokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.jws.SelfSignedJws;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpopProofTest {
  private static final String URL = "https://broker.example/v1/sessions";
  private static final String NONCE = "0123456789abcdef";

  @Test
  void whatADeviceSignedComesBack() {
    assertThat(DpopProof.verify(aProof(Optional.of(NONCE)).sign(DEVICE)))
        .isEqualTo(aProof(Optional.of(NONCE)));
    assertThat(DpopProof.verify(aProof(Optional.empty()).sign(DEVICE)))
        .isEqualTo(aProof(Optional.empty()));
  }

  @Test
  void itNamesTheKeyThatSigned() {
    var proof = DpopProof.verify(aProof(Optional.empty()).sign(DEVICE));

    assertThat(proof.keyThumbprint()).isEqualTo(DEVICE.verifyingKey().jwkThumbprint());
  }

  /// RFC 9449 §7.1 has this pair.
  @Test
  void theHashOfATokenIsThatOfTheStandard() {
    assertThat(DpopProof.hashOf("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"))
        .isEqualTo("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
  }

  @Test
  void aDeviceCannotSignForAnotherKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aProof(Optional.empty()).sign(Tokens.signingKey("another device")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jti", "htm", "htu", "iat", "ath"})
  @DisplayName("RFC 9449 §4.3, D3: jti, htm, htu, iat, and ath")
  void everyClaimButTheNonceIsNeeded(String claim) {
    var claims = claims();
    claims.remove(claim);

    assertRefused(Reason.CLAIMS, signed("dpop+jwt", claims));
  }

  @ParameterizedTest
  @CsvSource({
    "jti, 0123456789abcde",
    "jti, 0123456789abcdef!",
    "jti, 01234567890123456789012345678901234567890123456789012345678901234",
    "htm, get",
    "htm, ''",
    "htm, GET /",
    "htu, https://broker.example/v1/sessions?after=1",
    "htu, https://broker.example/v1/sessions#1",
    "htu, https://broker.example/v1 /sessions",
    "htu, https://broker.example/\u00e9",
    "htu, ftp://broker.example/v1/sessions",
    "htu, /v1/sessions",
    "ath, fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQE",
    "nonce, ''",
    "nonce, 0123456789abcde",
    "nonce, 0123456789abcdef=",
  })
  @DisplayName("RFC 9449 §4.3, D3, D9: no query and no fragment in htu")
  void aClaimOutOfItsRangeIsRefused(String claim, String value) {
    var claims = claims();
    claims.put(claim, value);

    assertRefused(Reason.CLAIMS, signed("dpop+jwt", claims));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://broker.example/v1/sessions", "http://localhost:8080/", "http://a"})
  void aUrlIsTakenAsItStands(String url) {
    var claims = claims();
    claims.put("htu", url);

    assertThat(DpopProof.verify(signed("dpop+jwt", claims)).url()).isEqualTo(url);
  }

  @Test
  @DisplayName("RFC 9449 §4.3, D4: typ is dpop+jwt")
  void anotherKindIsRefusedWhoeverSignedIt() {
    assertRefused(Reason.TYPE, signed("refresh+jwt", claims()));
    assertRefused(Reason.TYPE, signed("DPOP+JWT", claims()));
    assertRefused(Reason.TYPE, signed("application/dpop+jwt", claims()));
  }

  @Test
  @DisplayName("RFC 9449 §4.3, D2, D6: a well-formed JWT with its key inside")
  void aProofThatOnlyNamesItsKeyIsRefused() {
    var text = CompactJws.sign("dpop+jwt", "k1", StrictJson.write(claims()), DEVICE);

    assertRefused(Reason.MALFORMED, text);
  }

  @Test
  @DisplayName("RFC 9449 §4.3, D6: the key inside has signed")
  void aSignatureTakenFromAnotherProofIsRefused() {
    var text = aProof(Optional.empty()).sign(DEVICE);
    var other = aProof(Optional.of(NONCE)).sign(DEVICE);

    assertRefused(
        Reason.SIGNATURE,
        text.substring(0, text.lastIndexOf('.')) + other.substring(other.lastIndexOf('.')));
  }

  @Test
  void aProofThatNobodyWouldTakeCannotBeMade() {
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> aProof(Optional.of("short")));
  }

  @Test
  void aThumbprintOfAnotherSizeIsNone() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> aProof(Optional.empty(), "short"));
  }

  private static DpopProof aProof(Optional<String> nonce) {
    return aProof(nonce, DEVICE.verifyingKey().jwkThumbprint());
  }

  private static DpopProof aProof(Optional<String> nonce, String keyThumbprint) {
    return new DpopProof(
        "-_0123456789abcdef", "POST", URL, NOW, DpopProof.hashOf("token"), nonce, keyThumbprint);
  }

  private static Map<String, Object> claims() {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("jti", "-_0123456789abcdef");
    claims.put("htm", "POST");
    claims.put("htu", URL);
    claims.put("iat", NOW.getEpochSecond());
    claims.put("ath", DpopProof.hashOf("token"));
    return claims;
  }

  private static String signed(String typ, Map<String, ?> claims) {
    return SelfSignedJws.sign(typ, StrictJson.write(claims), DEVICE);
  }

  private static void assertRefused(Reason reason, String text) {
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> DpopProof.verify(text))
        .extracting(InvalidTokenException::reason)
        .isEqualTo(reason);
  }
}
