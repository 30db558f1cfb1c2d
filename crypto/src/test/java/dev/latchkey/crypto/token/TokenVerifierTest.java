package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.Tokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
  private static final TokenSigner SIGNER = new TokenSigner(() -> Tokens.KEYS);

  @Test
  void whatTheBrokerSignedComesBack() {
    assertThat(Tokens.verifier().verifyInvite(SIGNER.sign(Tokens.anInvite()), NOW))
        .isEqualTo(Tokens.anInvite());
    assertThat(Tokens.verifier().verifyAccess(SIGNER.sign(Tokens.anAccess()), NOW))
        .isEqualTo(Tokens.anAccess());
  }

  @Test
  void neitherKindPassesForTheOther() {
    var invite = SIGNER.sign(Tokens.anInvite());
    var access = SIGNER.sign(Tokens.anAccess());

    assertRefused(Reason.TYPE, () -> Tokens.verifier().verifyAccess(invite, NOW));
    assertRefused(Reason.TYPE, () -> Tokens.verifier().verifyInvite(access, NOW));
  }

  /// Now is 0. The leeway moves each bound in the token's favour.
  @ParameterizedTest
  @CsvSource({
    "  0, 10,  0, accepted",
    " -5,  1,  0, accepted",
    " -5,  0,  0, EXPIRED",
    " -5, -1,  0, EXPIRED",
    "  1, 10,  0, NOT_YET_VALID",
    "-99, -29, 30, accepted",
    "-99, -30, 30, EXPIRED",
    " 30, 99, 30, accepted",
    " 31, 99, 30, NOT_YET_VALID",
  })
  void theTimesBoundItsUse(int issuedAt, int expiresAt, int leeway, String outcome) {
    var token = SIGNER.sign(Tokens.anInvite(NOW.plusSeconds(issuedAt), NOW.plusSeconds(expiresAt)));
    var verifier = new TokenVerifier(() -> Tokens.KEYS, Tokens.ISSUER, Duration.ofSeconds(leeway));

    assertOutcome(outcome, () -> verifier.verifyInvite(token, NOW));
  }

  @ParameterizedTest
  @CsvSource({"-1, accepted", "0, accepted", "1, NOT_YET_VALID"})
  void notBeforeCountsIfItIsThere(int notBefore, String outcome) {
    var claims = Tokens.inviteClaims();
    claims.put("nbf", NOW.getEpochSecond() + notBefore);

    assertOutcome(outcome, () -> verifyInvite(claims));
  }

  @Test
  void aTokenIssuedLaterIsRefusedWhateverItsNotBefore() {
    var claims = Tokens.inviteClaims();
    claims.put("iat", NOW.getEpochSecond() + 1);
    claims.put("exp", NOW.getEpochSecond() + 10);
    claims.put("nbf", NOW.getEpochSecond());

    assertRefused(Reason.NOT_YET_VALID, () -> verifyInvite(claims));
  }

  @ParameterizedTest
  @CsvSource({"604800, accepted", "604801, LIFETIME"})
  void anInviteTokenLivesSevenDaysAtMost(long lifetime, String outcome) {
    var claims = Tokens.inviteClaims();
    claims.put("exp", NOW.getEpochSecond() + lifetime);

    assertOutcome(outcome, () -> verifyInvite(claims));
  }

  @ParameterizedTest
  @CsvSource({"600, accepted", "601, LIFETIME"})
  void anAccessTokenLivesTenMinutesAtMost(long lifetime, String outcome) {
    var claims = Tokens.accessClaims();
    claims.put("exp", NOW.getEpochSecond() + lifetime);

    assertOutcome(outcome, () -> verifyAccess(claims));
  }

  @Test
  void aTokenThatEndsBeforeItBeginsIsRefusedEvenWithinTheLeeway() {
    var claims = Tokens.inviteClaims();
    claims.put("iat", NOW.getEpochSecond() + 10);
    claims.put("exp", NOW.getEpochSecond() + 10);
    var verifier = new TokenVerifier(() -> Tokens.KEYS, Tokens.ISSUER, TokenVerifier.MAX_LEEWAY);

    assertRefused(
        Reason.LIFETIME, () -> verifier.verifyInvite(Tokens.signed("invite+jwt", claims), NOW));
  }

  @Test
  void noTokenIsSignedThatWouldBeRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SIGNER.sign(Tokens.anInvite(NOW, NOW.plusSeconds(604_801))));
    assertThatIllegalArgumentException().isThrownBy(() -> SIGNER.sign(Tokens.anInvite(NOW, NOW)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "iat", "exp", "jti", "sid", "role"})
  void everyClaimOfAnInviteIsNeeded(String claim) {
    var claims = Tokens.inviteClaims();
    claims.remove(claim);

    assertRefused(Reason.CLAIMS, () -> verifyInvite(claims));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "iat", "exp", "sid", "sub", "cnf"})
  void everyClaimOfAnAccessTokenIsNeeded(String claim) {
    var claims = Tokens.accessClaims();
    claims.remove(claim);

    assertRefused(Reason.CLAIMS, () -> verifyAccess(claims));
  }

  @Test
  void theBoundKeyIsExactlyOneThumbprint() {
    var thumbprint = Tokens.DEVICE.verifyingKey().jwkThumbprint();
    for (var cnf :
        List.of(
            Map.of(),
            Map.of("jkt", ""),
            Map.of("jkt", thumbprint.substring(1)),
            Map.of("jkt", thumbprint, "jwk", "x"),
            thumbprint)) {
      var claims = Tokens.accessClaims();
      claims.put("cnf", cnf);
      assertRefused(Reason.CLAIMS, () -> verifyAccess(claims));
    }
  }

  @Test
  void issuerAndAudienceAreComparedCharacterForCharacter() {
    var otherIssuer = Tokens.inviteClaims();
    otherIssuer.put("iss", "https://broker.example/");
    var otherAudience = Tokens.inviteClaims();
    otherAudience.put("aud", "urn:latchkey:access");

    assertRefused(Reason.ISSUER, () -> verifyInvite(otherIssuer));
    assertRefused(Reason.AUDIENCE, () -> verifyInvite(otherAudience));
  }

  @Test
  void furtherClaimsAreIgnored() {
    var claims = Tokens.inviteClaims();
    claims.put("note", List.of("hi", Map.of("a", 1)));

    assertThat(verifyInvite(claims)).isEqualTo(Tokens.anInvite());
  }

  @Test
  void aTokenByAnotherKeyUnderAKnownIdIsRefused() {
    var text =
        CompactJws.sign(
            "invite+jwt",
            Tokens.KEYS.kid(),
            StrictJson.write(Tokens.inviteClaims()),
            Tokens.DEVICE);

    assertRefused(Reason.SIGNATURE, () -> Tokens.verifier().verifyInvite(text, NOW));
  }

  @Test
  void theLeewayIsThirtySecondsAtMost() {
    assertThatIllegalArgumentException().isThrownBy(() -> withLeeway(Duration.ofSeconds(31)));
    assertThatIllegalArgumentException().isThrownBy(() -> withLeeway(Duration.ofSeconds(-1)));
    assertThat(withLeeway(Duration.ofSeconds(30))).isNotNull();
  }

  @Test
  void fractionsOfASecondAreCutOff() {
    var token = Tokens.anInvite(NOW.plusMillis(1), NOW.plusMillis(10_999));

    assertThat(token).isEqualTo(Tokens.anInvite(NOW, NOW.plusSeconds(10)));
  }

  @Test
  void anAccessTokenIsBoundToAThumbprintOnly() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(
            () ->
                new AccessToken(
                    Tokens.ISSUER, Tokens.SESSION, Tokens.MEMBER, "x", NOW, NOW.plusSeconds(1)));
  }

  private static InviteToken verifyInvite(Map<String, ?> claims) {
    return Tokens.verifier().verifyInvite(Tokens.signed("invite+jwt", claims), NOW);
  }

  private static AccessToken verifyAccess(Map<String, ?> claims) {
    return Tokens.verifier().verifyAccess(Tokens.signed("access+jwt", claims), NOW);
  }

  private static TokenVerifier withLeeway(Duration leeway) {
    return new TokenVerifier(() -> Tokens.KEYS, Tokens.ISSUER, leeway);
  }

  private static void assertOutcome(String outcome, ThrowingCallable verification) {
    if (outcome.equals("accepted")) {
      assertThatCode(verification).doesNotThrowAnyException();
    } else {
      assertRefused(Reason.valueOf(outcome), verification);
    }
  }

  private static void assertRefused(Reason reason, ThrowingCallable verification) {
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(verification)
        .extracting(InvalidTokenException::reason)
        .isEqualTo(reason);
  }
}
