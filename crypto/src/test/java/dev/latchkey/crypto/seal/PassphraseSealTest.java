package dev.latchkey.crypto.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.wrap.OpenFailedException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseSealTest {
  private static final String PASSPHRASE = "correct horse battery";
  private static final byte[] CONTENT = "what is kept".getBytes(UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final PassphraseSeal seal = new PassphraseSeal("latchkey-test");

  @Test
  void opensForItsPassphraseAlone() {
    byte[] file = seal.seal(PASSPHRASE, CONTENT, random);

    assertThat(seal.open(PASSPHRASE, file)).isEqualTo(CONTENT);
    assertThatExceptionOfType(OpenFailedException.class)
        .isThrownBy(() -> seal.open("correct horse batterY", file));
  }

  @Test
  void opensByTheSamePassphraseHoweverItsLettersAreComposed() {
    var composed = Normalizer.normalize("Zürich im Sommer", Normalizer.Form.NFC);
    var decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);

    assertThat(seal.open(composed, seal.seal(decomposed, CONTENT, random))).isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 29, 30, 41, 42, 100})
  void aBitThatWasChangedOpensNothing(int place) {
    byte[] file = seal.seal(PASSPHRASE, CONTENT, random);
    file[place] ^= 1;

    assertThatExceptionOfType(OpenFailedException.class)
        .isThrownBy(() -> seal.open(PASSPHRASE, file));
  }

  @Test
  void aFileOfAnotherKindIsNone() {
    byte[] file = new PassphraseSeal("latchkey-nest").seal(PASSPHRASE, CONTENT, random);

    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> seal.open(PASSPHRASE, file));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> seal.open(PASSPHRASE, Arrays.copyOf(file, 42)));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> seal.open(PASSPHRASE, new byte[0]));
  }

  @Test
  void everyFileHasASaltAndANonceThatWereDrawnForIt() {
    var drawn = new SeededRandom("one file");
    byte[] salt = new byte[16];
    drawn.nextBytes(salt);
    byte[] nonce = new byte[12];
    drawn.nextBytes(nonce);

    byte[] file = seal.seal(PASSPHRASE, CONTENT, new SeededRandom("one file"));

    assertThat(Arrays.copyOfRange(file, 14, 30)).isEqualTo(salt);
    assertThat(Arrays.copyOfRange(file, 30, 42)).isEqualTo(nonce);
  }

  @Test
  void twelveCharactersAreLongEnough() {
    assertThatNoException().isThrownBy(() -> PassphraseSeal.requireLongEnough("twelve chars"));
  }

  @Test
  void aFileThatEndsWithItsNonceIsNone() {
    byte[] file = seal.seal(PASSPHRASE, CONTENT, random);

    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> seal.open(PASSPHRASE, Arrays.copyOf(file, 42)));
  }

  @Test
  void aShortPassphraseSealsNothing() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> seal.seal("eleven char", CONTENT, random));
  }
}
