package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.InvalidLinkException.Code.DAMAGED;
import static dev.latchkey.crypto.roster.InvalidLinkException.Code.FOREIGN;
import static dev.latchkey.crypto.roster.InvalidLinkException.Code.INCOMPLETE;
import static dev.latchkey.crypto.roster.InvalidLinkException.Code.REWRITTEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.InvalidLinkException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InviteLinkTest {
  private static final InviteLink LINK =
      new InviteLink(
          new SessionId(Base64Url.encode(SeededRandom.bytes("session", 20))),
          InviteSecret.random(new SeededRandom("secret")));
  private static final String APP = "https://app.example/";
  private static final String TEXT = LINK.format(APP);

  @Test
  void readsWhatItWrites() {
    assertThat(InviteLink.parse(TEXT)).isEqualTo(LINK);
    assertThat(TEXT).matches("https://app\\.example/#1\\.[\\w-]{27}\\.[\\w-]{22}\\.[\\w-]{4}");
  }

  @ParameterizedTest
  @ValueSource(strings = {" %s", "%s ", "<%s>", "%s.", "<%s>.", "\t%s\r\n", "< %s >.. \n"})
  void textAroundALinkIsStripped(String around) {
    assertThat(InviteLink.parse(around.formatted(TEXT))).isEqualTo(LINK);
  }

  @Test
  void aBareFragmentIsALink() {
    assertThat(InviteLink.parse(TEXT.substring(TEXT.indexOf('#')))).isEqualTo(LINK);
  }

  @Test
  void everyCutIsCalledIncomplete() {
    for (int end = TEXT.indexOf('#') + 1; end < TEXT.length(); end++) {
      assertCode(INCOMPLETE, TEXT.substring(0, end));
    }
  }

  @Test
  void aCutBeforeTheFragmentIsCalledForeign() {
    for (int end = 0; end <= TEXT.indexOf('#'); end++) {
      assertCode(FOREIGN, TEXT.substring(0, end));
    }
  }

  @Test
  void everyChangedCharacterIsCalledDamaged() {
    int start = TEXT.indexOf("#1.") + 3;
    for (int i = start; i < TEXT.length(); i++) {
      if (TEXT.charAt(i) != '.') {
        char other = TEXT.charAt(i) == 'A' ? 'B' : 'A';
        assertCode(DAMAGED, TEXT.substring(0, i) + other + TEXT.substring(i + 1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", ".A", "/", "?utm_source=mail", ",", ")"})
  void textAfterTheCheckIsCalledDamaged(String tail) {
    assertCode(DAMAGED, TEXT + tail);
  }

  @Test
  void aPartTooManyIsCalledDamagedHoweverShort() {
    assertCode(DAMAGED, TEXT.substring(0, TEXT.length() - 1) + ".A");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "https://app.example/",
        "https://app.example/#about",
        "hello",
        "#2.a"
      })
  void otherTextIsCalledForeign(String text) {
    assertCode(FOREIGN, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%23", "%2523"})
  void anEncodedFragmentIsCalledRewritten(String encoded) {
    assertCode(REWRITTEN, TEXT.replace("#", encoded));
  }

  @Test
  void anAppUrlMayHoldAnEncodedNumberSign() {
    assertThat(InviteLink.parse(LINK.format("https://app.example/%231."))).isEqualTo(LINK);
    assertCode(FOREIGN, "https://app.example/%23about");
  }

  @Test
  void noLinkIsLongerThan140Characters() {
    String longest = "https://" + "a".repeat(140 - 58 - 8);

    assertThat(LINK.format(longest)).hasSize(140);
    assertThatIllegalArgumentException().isThrownBy(() -> LINK.format(longest + "a"));
  }

  @Test
  void anAppUrlWithAFragmentIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> LINK.format("https://app.example/#/"));
    assertThatIllegalArgumentException().isThrownBy(() -> LINK.format("#"));
  }

  @Test
  void refusalsRepeatNothingOfTheLink() {
    assertThatExceptionOfType(InvalidLinkException.class)
        .isThrownBy(() -> InviteLink.parse(TEXT + "A"))
        .withMessage("link_damaged")
        .withNoCause();
  }

  private static void assertCode(Code code, String text) {
    assertThatExceptionOfType(InvalidLinkException.class)
        .as(text)
        .isThrownBy(() -> InviteLink.parse(text))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
