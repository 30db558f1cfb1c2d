package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteKeyTest {
  private static final String VKEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  @Test
  void aKeyIsWrittenAsItWasRead() {
    var key = NoteKey.parse(VKEY);

    assertThat(key.name()).isEqualTo("PeterNeumann");
    assertThat(key.text()).isEqualTo(VKEY);
  }

  @Test
  void badKeysOfTheSuiteAreRefused() throws IOException {
    var bad = ExternalVectors.json("signed-note/note-vectors.json").required("badVkeys");
    int ran = 0;
    for (var key : bad) {
      assertIsRefused(key.required("vkey").textValue(), key.required("desc").textValue());
      ran++;
    }
    ExternalVectors.ran("signed-note, bad keys", ran);
  }

  @Test
  void everyPartOfAKeyAloneIsRefused() {
    for (int begin = 0; begin < VKEY.length(); begin++) {
      for (int end = begin; end < VKEY.length() + (begin > 0 ? 1 : 0); end++) {
        String part = VKEY.substring(begin, end);
        assertIsRefused(part, part);
      }
    }
  }

  @Test
  void everyOtherCharacterIsRefused() {
    for (int i = 0; i < VKEY.length(); i++) {
      String other = VKEY.substring(0, i) + (char) (VKEY.charAt(i) + 1) + VKEY.substring(i + 1);
      assertIsRefused(other, other);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a+b",
        "a\nb",
        "a\u0001b",
        "a\u0085b",
        "a\u00a0b",
        "a\u2003b",
        "a\ud800"
      })
  void namesThatANoteCouldNotHoldAreRefused(String name) {
    var key = NoteKey.parse(VKEY).key();

    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> new NoteKey(name, key));
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> new WitnessKey(name, key));
  }

  @Test
  void aKeyOfAnotherSizeIsRefusedInClearWords() {
    byte[] typed = new byte[1 + 33];
    typed[0] = 1;

    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> NoteKey.parse("a.example+01020304+" + StandardBase64.encode(typed)))
        .withMessage("key: want 32 bytes");
  }

  @Test
  void aNameMayHaveAnyOtherLetters() {
    var key = new NoteKey("bröker.example/ß\ud83d\ude00", NoteKey.parse(VKEY).key());

    assertThat(NoteKey.parse(key.text())).isEqualTo(key);
  }

  private static void assertIsRefused(String vkey, String what) {
    assertThatExceptionOfType(FormatException.class).as(what).isThrownBy(() -> NoteKey.parse(vkey));
  }
}
