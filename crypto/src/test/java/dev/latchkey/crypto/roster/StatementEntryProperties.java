package dev.latchkey.crypto.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.latchkey.crypto.FormatException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class StatementEntryProperties {
  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    assertReadOrRefused(text);
  }

  @Property
  void anythingLikeAnEntryIsReadOrRefused(@ForAll("likeAnEntry") String text) {
    assertReadOrRefused(text);
  }

  @Property
  void anythingThatIsSignedIsReadOrRefused(
      @ForAll StatementKind kind, @ForAll("likeJson") String json) {
    assertReadOrRefused(Specimens.forgery(kind).payload(_ -> json).entry());
  }

  @Property
  void anyCutOfAnEntryIsRefused(@ForAll StatementKind kind, @ForAll @IntRange(max = 9_999) int at) {
    var entry = Specimens.entry(kind);

    assertThat(isRead(entry.substring(0, at % entry.length()))).isFalse();
  }

  @Provide
  Arbitrary<String> likeAnEntry() {
    return Arbitraries.strings()
        .withCharRange('A', 'Z')
        .withCharRange('a', 'z')
        .withChars("0123456789-_..~")
        .ofMaxLength(300);
  }

  @Provide
  Arbitrary<String> likeJson() {
    var member =
        Arbitraries.of(
            "\"n\":1",
            "\"role\":\"host\"",
            "\"heads\":[]",
            "\"epoch\":null",
            "\"checkpoint\":{}",
            "\"on\":true",
            "\"more\":[[[[[[[[[]]]]]]]]]",
            "\"n\":1e9",
            "\"sid\":\"\"");
    return Combinators.combine(member.list().ofMaxSize(8), Arbitraries.strings().ofMaxLength(8))
        .as((members, rest) -> "{\"sid\":\"" + String.join(",", members) + "}" + rest);
  }

  /// No other exception leaves the parser.
  private static void assertReadOrRefused(String text) {
    assertThatNoException().isThrownBy(() -> isRead(text));
  }

  private static boolean isRead(String text) {
    try {
      StatementEntry.parse(text);
      return true;
    } catch (FormatException e) {
      return false;
    }
  }
}
