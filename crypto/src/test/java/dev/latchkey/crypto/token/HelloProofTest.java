package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.Tokens.DEVICE;
import static dev.latchkey.crypto.token.Tokens.ISSUER;
import static dev.latchkey.crypto.token.Tokens.MEMBER;
import static dev.latchkey.crypto.token.Tokens.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelloProofTest {
  private static final String HASH = DpopProof.hashOf("an access token");
  private static final String NONCE = Base64Url.encode(new byte[HelloProof.NONCE_SIZE]);
  private static final HelloProof PROOF = new HelloProof(SESSION, ISSUER, MEMBER, HASH, NONCE);

  @Test
  void whatADeviceSignedComesBack() {
    assertThat(HelloProof.verify(PROOF.sign(DEVICE), HelloProofTest::keyOf)).isEqualTo(PROOF);
  }

  @Test
  void onlyTheKeyOfThatMemberCounts() {
    var text = PROOF.sign(Tokens.signingKey("another device"));

    assertRefused(Reason.SIGNATURE, text);
  }

  @Test
  void aMemberWithoutAKeyIsRefused() {
    var stranger = MemberId.of(Tokens.signingKey("stranger").verifyingKey());

    assertRefused(
        Reason.UNKNOWN_KEY, new HelloProof(SESSION, ISSUER, stranger, HASH, NONCE).sign(DEVICE));
  }

  @Test
  void aKeyIdThatIsNoMemberIsRefused() {
    assertRefused(Reason.UNKNOWN_KEY, signed("hello+jwt", "k1", claims()));
  }

  @Test
  void oneMemberCannotSpeakForAnother() {
    var claims = claims();
    claims.put("sub", MemberId.of(Tokens.signingKey("stranger").verifyingKey()).value());

    assertRefused(Reason.CLAIMS, signed("hello+jwt", MEMBER.value(), claims));
  }

  @Test
  void theSessionComesFirst() {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("aud", ISSUER);
    claims.putAll(claims());

    assertRefused(Reason.CLAIMS, signed("hello+jwt", MEMBER.value(), claims));
  }

  /// `access.pv` with `NO_AUD`, `NO_SID` and `NONCE_ONLY`.
  @ParameterizedTest
  @ValueSource(strings = {"sid", "aud", "sub", "ath", "nonce"})
  void everyClaimIsNeeded(String claim) {
    var claims = claims();
    claims.remove(claim);

    assertRefused(Reason.CLAIMS, signed("hello+jwt", MEMBER.value(), claims));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"
      })
  void aNonceThatNoBrokerMadeIsRefusedByWriterAndReader(String nonce) {
    var claims = claims();
    claims.put("nonce", nonce);

    assertRefused(Reason.CLAIMS, signed("hello+jwt", MEMBER.value(), claims));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new HelloProof(SESSION, ISSUER, MEMBER, HASH, nonce));
  }

  @Test
  void aProofForAnotherUseIsNone() {
    assertRefused(Reason.TYPE, signed("refresh+jwt", MEMBER.value(), claims()));
  }

  private static Optional<VerifyingKey> keyOf(MemberId member) {
    return member.equals(MEMBER) ? Optional.of(DEVICE.verifyingKey()) : Optional.empty();
  }

  private static Map<String, Object> claims() {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("sid", SESSION.value());
    claims.put("aud", ISSUER);
    claims.put("sub", MEMBER.value());
    claims.put("ath", HASH);
    claims.put("nonce", NONCE);
    return claims;
  }

  private static String signed(String typ, String kid, Map<String, ?> claims) {
    return CompactJws.sign(typ, kid, StrictJson.write(claims), DEVICE);
  }

  private static void assertRefused(Reason reason, String text) {
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> HelloProof.verify(text, HelloProofTest::keyOf))
        .extracting(InvalidTokenException::reason)
        .isEqualTo(reason);
  }
}
