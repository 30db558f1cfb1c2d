package dev.latchkey.crypto.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InviteSecretTest {
  private static final SessionId SESSION = session("session");
  private static final String TEXT = Base64Url.encode(SeededRandom.bytes("secret", 16));

  @Test
  void oneSecretMakesOneInvite() {
    var keys = InviteSecret.of(TEXT).signingKey(SESSION).verifyingKey();
    var wrapKey = InviteSecret.of(TEXT).wrapKey(SESSION).publicKey();

    assertThat(InviteSecret.of(TEXT).signingKey(SESSION).verifyingKey()).isEqualTo(keys);
    assertThat(InviteSecret.of(TEXT).wrapKey(SESSION).publicKey()).isEqualTo(wrapKey);
  }

  @Test
  void anotherSecretOrSessionMakesAnother() {
    var key = InviteSecret.of(TEXT).signingKey(SESSION).verifyingKey();
    var wrapKey = InviteSecret.of(TEXT).wrapKey(SESSION).publicKey();
    var otherSecret = InviteSecret.random(new SeededRandom("other secret"));

    assertThat(InviteSecret.of(TEXT).signingKey(session("other")).verifyingKey()).isNotEqualTo(key);
    assertThat(InviteSecret.of(TEXT).wrapKey(session("other")).publicKey()).isNotEqualTo(wrapKey);
    assertThat(otherSecret.signingKey(SESSION).verifyingKey()).isNotEqualTo(key);
    assertThat(otherSecret.wrapKey(SESSION).publicKey()).isNotEqualTo(wrapKey);
  }

  @Test
  void isNeverPrinted() {
    var secret = InviteSecret.of(TEXT);

    assertThat(secret.toString()).isEqualTo("[REDACTED]");
    assertThat(new InviteLink(SESSION, secret).toString()).doesNotContain(TEXT);
  }

  @Test
  void secretsAreEqualByContent() {
    assertThat(InviteSecret.of(TEXT)).isEqualTo(InviteSecret.of(TEXT));
    assertThat(InviteSecret.of(TEXT)).hasSameHashCodeAs(InviteSecret.of(TEXT));
    assertThat(InviteSecret.of(TEXT))
        .isNotEqualTo(InviteSecret.random(new SeededRandom("other secret")));
    assertThat(InviteSecret.of(TEXT)).isNotEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17, 32})
  void is16Bytes(int size) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> InviteSecret.of(Base64Url.encode(new byte[size])));
  }

  @Test
  void isOfNoUseAfterClose() {
    var secret = InviteSecret.of(TEXT);

    secret.close();

    assertThatIllegalStateException().isThrownBy(() -> secret.signingKey(SESSION));
  }

  private static SessionId session(String seed) {
    return new SessionId(Base64Url.encode(SeededRandom.bytes(seed, 20)));
  }
}
