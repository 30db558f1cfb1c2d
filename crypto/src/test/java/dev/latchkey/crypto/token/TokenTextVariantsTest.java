package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.ForgedToken.json;
import static dev.latchkey.crypto.token.ForgedToken.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.jws.ForgedJws;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One token has one text: no other spelling of the same three parts is taken, whatever its length,
/// its alphabet, its ends or what stands around it.
class TokenTextVariantsTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int MAX_CHARS = 4_096;

  private static final List<String> SPACES =
      List.of(
          " ", "\t", "\n", "\r", "\r\n", "\u000b", "\f", "\0", "\u0085", "\u00a0", "\u1680",
          "\u2003", "\u2028", "\u2029", "\u200b", "\u2060", "\u3000", "\ufeff", "%20", "+", "%0A");

  @ParameterizedTest
  @EnumSource
  void noWhiteSpaceStandsAnywhere(ForgedToken kind) {
    var genuine = kind.genuine();
    var parts = genuine.split("\\.");
    var texts = new ArrayList<String>();
    for (var space : SPACES) {
      for (int place : places(genuine)) {
        texts.add(genuine.substring(0, place) + space + genuine.substring(place));
      }
      texts.add(ForgedJws.signParts(space + parts[0], parts[1], kind.key()));
      texts.add(ForgedJws.signParts(parts[0] + space, parts[1], kind.key()));
      texts.add(ForgedJws.signParts(parts[0], space + parts[1], kind.key()));
      texts.add(ForgedJws.signParts(parts[0], parts[1] + space, kind.key()));
    }

    kind.refuses("white space", Reason.MALFORMED, texts);
  }

  @ParameterizedTest
  @EnumSource
  void noOtherEndingStandsForTheSameBytes(ForgedToken kind) {
    var texts = new ArrayList<String>();
    for (int padding = 0; padding < 3; padding++) {
      var header = encoded(json(kind.header()), padding);
      var claims = encoded(json(kind.claims()), padding);
      var genuine = ForgedJws.signParts(header, claims, kind.key());
      assertThatCode(() -> kind.verify(genuine)).doesNotThrowAnyException();
      var signature = genuine.substring(genuine.length() - 86);
      for (var other : otherEndings(header)) {
        texts.add(other + "." + claims + "." + signature);
        texts.add(ForgedJws.signParts(other, claims, kind.key()));
      }
      for (var other : otherEndings(claims)) {
        texts.add(header + "." + other + "." + signature);
        texts.add(ForgedJws.signParts(header, other, kind.key()));
      }
      for (var other : otherEndings(signature)) {
        texts.add(header + "." + claims + "." + other);
      }
    }

    kind.refuses("endings that are not canonical", Reason.MALFORMED, texts);
  }

  @ParameterizedTest
  @EnumSource
  void noCharacterIsTakenButThoseOfTheAlphabet(ForgedToken kind) {
    var genuine = kind.genuine();
    var texts = new ArrayList<String>();
    for (char c = 0; c <= 0x17f; c++) {
      if (ALPHABET.indexOf(c) < 0 && c != '.') {
        for (int place : places(genuine)) {
          if (place < genuine.length()) {
            texts.add(genuine.substring(0, place) + c + genuine.substring(place + 1));
          }
        }
      }
    }
    // Letters that a reader of digits or of 7-bit characters takes for others.
    for (var other : List.of("\uff21", "\u0660", "\u212a", "\u0131", "\ud835\udc00", "\u0141")) {
      texts.add(other + genuine.substring(1));
      texts.add(genuine.substring(0, genuine.length() - 1) + other);
    }

    kind.refuses("foreign characters", Reason.MALFORMED, texts);
  }

  @ParameterizedTest
  @EnumSource
  void aTokenIsThreePartsAndNoMore(ForgedToken kind) {
    var genuine = kind.genuine();
    var parts = genuine.split("\\.");
    var texts = new ArrayList<String>();
    texts.addAll(List.of("", ".", "..", "...", "....", "a", "a.a", "a.a.a", parts[0], parts[1]));
    texts.add(parts[0] + "." + parts[1]);
    texts.add(parts[0] + "." + parts[1] + ".");
    texts.add(parts[0] + ".." + parts[2]);
    texts.add("." + parts[1] + "." + parts[2]);
    texts.add("." + genuine);
    texts.add(genuine + ".");
    texts.add(genuine + "." + parts[2]);
    texts.add(genuine + "." + parts[1] + "." + parts[2]);
    texts.add(genuine + genuine);
    texts.add(genuine + "~" + genuine);
    texts.add(genuine + "," + genuine);
    texts.add("Bearer " + genuine);
    texts.add("DPoP " + genuine);
    texts.add(quoted(genuine));
    texts.add(ForgedJws.signParts(parts[0], "", kind.key()));
    texts.add(ForgedJws.signParts("", parts[1], kind.key()));

    kind.refuses("other numbers of parts", Reason.MALFORMED, texts);
  }

  @ParameterizedTest
  @EnumSource
  void aTokenInsideSomethingElseIsNone(ForgedToken kind) {
    var genuine = kind.genuine();
    var parts = genuine.split("\\.");
    var flattened =
        "{\"payload\":%s,\"protected\":%s,\"signature\":%s}"
            .formatted(quoted(parts[1]), quoted(parts[0]), quoted(parts[2]));
    var general =
        "{\"payload\":%s,\"signatures\":[{\"protected\":%s,\"signature\":%s}]}"
            .formatted(quoted(parts[1]), quoted(parts[0]), quoted(parts[2]));

    kind.refuses(
        "JSON serialization", Reason.MALFORMED, List.of(flattened, general, "[" + general));
    kind.refuses(
        "nested tokens",
        Reason.CLAIMS,
        List.of(
            kind.signClaims(genuine),
            kind.signClaims(quoted(genuine)),
            kind.signClaims("[" + quoted(genuine) + "]"),
            kind.signClaims("{\"jwt\":" + quoted(genuine) + "}"),
            kind.signClaims(flattened)));
    kind.refuses(
        "nested tokens that say so",
        Reason.MALFORMED,
        List.of(kind.sign(json(kind.headerWith("cty", "\"JWT\"")), genuine)));
  }

  @ParameterizedTest
  @EnumSource
  void theLongestTokenHas4096Characters(ForgedToken kind) {
    var longer = new ArrayList<String>();
    int read = 0;
    for (int size = 3_960; longer.size() < 8; size++) {
      var text = textOfAbout(kind, size);
      if (text.length() <= MAX_CHARS) {
        kind.verify(text);
        read = Math.max(read, text.length());
      } else {
        longer.add(text);
      }
    }
    longer.add(textOfAbout(kind, 1 << 20));

    assertThat(read).isEqualTo(MAX_CHARS);
    assertThat(longer.getFirst()).hasSize(MAX_CHARS + 1);
    kind.refuses("too long", Reason.MALFORMED, longer);
  }

  /// Header and claims together take this many characters: spaces fill the one or the other, since
  /// no base64url has a length of 4 n + 1.
  private static String textOfAbout(ForgedToken kind, int size) {
    var header = json(kind.header());
    for (int spaces = 0; ; spaces++) {
      var encodedHeader = encoded(header, spaces);
      int rest = size - encodedHeader.length();
      if (rest % 4 != 1) {
        int bytes = rest * 3 / 4;
        var claims = json(kind.claims());
        return ForgedJws.signParts(
            encodedHeader, encoded(claims, bytes - claims.length()), kind.key());
      }
    }
  }

  private static String encoded(String json, int spaces) {
    var padded = json.substring(0, json.length() - 1) + " ".repeat(spaces) + "}";
    return Base64Url.encode(padded.getBytes(UTF_8));
  }

  /// The same bytes for a decoder that forgives: stray bits, padding, a character too many.
  private static List<String> otherEndings(String part) {
    var others = new ArrayList<String>();
    int unusedBits = part.length() % 4 == 2 ? 4 : part.length() % 4 == 3 ? 2 : 0;
    int last = ALPHABET.indexOf(part.charAt(part.length() - 1));
    for (int stray = 1; stray < 1 << unusedBits; stray++) {
      others.add(part.substring(0, part.length() - 1) + ALPHABET.charAt(last | stray));
    }
    others.addAll(List.of(part + "=", part + "==", part + "===", part + "%3D", part + "\u0000"));
    if (part.length() % 4 == 0) {
      others.add(part + "A");
    }
    others.add(part.replace('-', '+').replace('_', '/') + (part.matches("\\w+") ? "=" : ""));
    return others;
  }

  private static List<Integer> places(String text) {
    int first = text.indexOf('.');
    int last = text.lastIndexOf('.');
    return List.of(
        0, 1, first / 2, first, first + 1, (first + last) / 2, last, last + 1, text.length());
  }
}
