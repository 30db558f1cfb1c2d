package dev.latchkey.crypto.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
  private static final BrokerKey OLD = Tokens.brokerKey("old");
  private static final BrokerKey NEW = Tokens.brokerKey("new");

  private static final KeyRing BEFORE = KeyRing.of(OLD, List.of());
  private static final KeyRing OVERLAP = KeyRing.of(NEW, List.of(OLD.publicHalf()));
  private static final KeyRing AFTER = KeyRing.of(NEW, List.of());

  @Test
  void aTokenOfTheOldKeyOutlivesTheRotationUntilThatKeyIsRetired() {
    var token = new TokenSigner(() -> BEFORE).sign(Tokens.anInvite());

    assertThat(verify(OVERLAP, token)).isEqualTo(Tokens.anInvite());
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> verify(AFTER, token))
        .extracting(InvalidTokenException::reason)
        .isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void afterTheRotationTheNewKeySigns() {
    var token = new TokenSigner(() -> OVERLAP).sign(Tokens.anInvite());

    assertThat(OVERLAP.kid()).isEqualTo(NEW.publicHalf().kid());
    assertThat(verify(AFTER, token)).isEqualTo(Tokens.anInvite());
    assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> verify(BEFORE, token));
  }

  @Test
  void findsEachKeyByItsOwnIdAndNoOther() {
    assertThat(OVERLAP.find(NEW.publicHalf().kid())).contains(NEW.publicHalf().key());
    assertThat(OVERLAP.find(OLD.publicHalf().kid())).contains(OLD.publicHalf().key());
    assertThat(OVERLAP.find("k1")).isEmpty();
    assertThat(AFTER.find(OLD.publicHalf().kid())).isEmpty();
  }

  @Test
  void aKeyOrAKeyIdThatComesTwiceIsRefused() {
    var sameKey = new BrokerKey.Public("k1", NEW.publicHalf().key());
    var sameId = new BrokerKey.Public(NEW.publicHalf().kid(), OLD.publicHalf().key());

    assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(NEW, List.of(sameKey)));
    assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(NEW, List.of(sameId)));
  }

  @Test
  void theKeySetIsOneTextPerRing() {
    assertThat(OVERLAP.jwks())
        .isEqualTo(
            """
            {"keys":[\
            {"kty":"OKP","crv":"Ed25519","x":"%s","kid":"%s","alg":"Ed25519","use":"sig"},\
            {"kty":"OKP","crv":"Ed25519","x":"%s","kid":"%s","alg":"Ed25519","use":"sig"}]}"""
                .formatted(
                    NEW.publicHalf().key().bytes(),
                    NEW.publicHalf().kid(),
                    OLD.publicHalf().key().bytes(),
                    OLD.publicHalf().kid()));
  }

  @Test
  void theKeyIdIsTheBeginningOfTheThumbprint() {
    var key = NEW.publicHalf().key();

    assertThat(NEW.publicHalf().kid()).hasSize(22);
    assertThat(key.jwkThumbprint()).startsWith(NEW.publicHalf().kid().substring(0, 21));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k.1", "0123456789012345678901234567890AB"})
  void aKeyIdThatNoTokenCanHaveIsRefused(String kid) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> new BrokerKey.Public(kid, NEW.publicHalf().key()));
  }

  @Test
  void aClosedKeySignsNoToken() {
    var key = Tokens.brokerKey("closed");
    var signer = new TokenSigner(() -> KeyRing.of(key, List.of()));

    key.close();

    assertThatIllegalStateException().isThrownBy(() -> signer.sign(Tokens.anInvite()));
  }

  @Test
  void printsOnlyTheKeyId() {
    assertThat(NEW).hasToString("BrokerKey[" + NEW.publicHalf().kid() + "]");
  }

  private static InviteToken verify(KeyRing keys, String token) {
    return new TokenVerifier(() -> keys, Tokens.ISSUER, Duration.ZERO)
        .verifyInvite(token, Tokens.NOW);
  }
}
