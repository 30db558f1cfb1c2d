package dev.latchkey.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
  @Test
  void neitherTheSourceNorAnExposedCopyIsShared() {
    byte[] source = {1, 2, 3};
    var secret = SecretBytes.of(source);

    source[0] = 9;
    secret.expose()[1] = 9;

    assertThat(secret.expose()).containsExactly(1, 2, 3);
  }

  @Test
  void printsNothingOfItsContents() {
    assertThat(SecretBytes.of(new byte[] {1, 2, 3})).hasToString("[REDACTED]");
  }

  @Test
  void equalContentsMakeEqualSecrets() {
    var secret = SecretBytes.of(new byte[] {1, 2, 3});

    assertThat(secret).isEqualTo(SecretBytes.of(new byte[] {1, 2, 3}));
    assertThat(secret).isNotEqualTo(SecretBytes.of(new byte[] {1, 2, 4}));
    assertThat(secret).isNotEqualTo(SecretBytes.of(new byte[] {1, 2}));
    assertThat(secret).isNotEqualTo("[REDACTED]");
  }

  @Test
  void itsHashSaysNoMoreThanItsSize() {
    assertThat(SecretBytes.of(new byte[] {1, 2, 3}))
        .hasSameHashCodeAs(SecretBytes.of(new byte[] {7, 8, 9}))
        .doesNotHaveSameHashCodeAs(SecretBytes.of(new byte[] {1, 2}));
  }

  @Test
  void randomSecretsHaveTheSizeAskedForAndDiffer() {
    var random = new SecureRandom();

    var secret = SecretBytes.random(32, random);

    assertThat(secret.size()).isEqualTo(32);
    assertThat(secret).isNotEqualTo(SecretBytes.random(32, random));
  }

  @Test
  void closingOverwritesIt() {
    var drawn = new AtomicReference<byte[]>();
    var random =
        new SecureRandom() {
          @Override
          public void nextBytes(byte[] bytes) {
            super.nextBytes(bytes);
            drawn.set(bytes);
          }
        };
    var secret = SecretBytes.random(32, random);
    assertThat(drawn.get()).isEqualTo(secret.expose());

    secret.close();

    assertThat(drawn.get()).containsOnly(0);
  }

  @Test
  void aClosedSecretIsOfNoUse() {
    var secret = SecretBytes.of(new byte[] {1, 2, 3});

    secret.close();
    secret.close();

    assertThatIllegalStateException().isThrownBy(secret::expose);
    assertThatIllegalStateException()
        .isThrownBy(() -> secret.equals(SecretBytes.of(new byte[] {1, 2, 3})));
  }
}
