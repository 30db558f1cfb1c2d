package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.ForgedToken.json;
import static dev.latchkey.crypto.token.ForgedToken.quoted;

import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// What two readers could take for different things is refused, in header and claims, also where
/// nobody reads it; what JSON itself calls equal is not. All kinds of token share the reader, so
/// two stand for all: one whose header names its key, and one whose header brings it.
class TokenJsonVariantsTest {
  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"INVITE", "ACCESS", "DPOP"})
  void noNameComesTwiceWhereverAndHoweverItIsWritten(ForgedToken kind) {
    var nested = new ArrayList<String>();
    for (int depth = 1; depth <= 7; depth++) {
      for (var twice :
          List.of("\"a\":1,\"a\":1", "\"a\":1,\"\\u0061\":2", "\"\":1,\"b\":2,\"\":3")) {
        nested.add("{\"x\":".repeat(depth - 1) + "{" + twice + "}" + "}".repeat(depth - 1));
        if (depth < 7) {
          nested.add("[".repeat(depth) + "{" + twice + "}" + "]".repeat(depth));
        }
      }
    }
    var claims = new ArrayList<>(withMemberTwice(kind.claims()));
    for (var value : nested) {
      claims.add(json(kind.claimsWith("note", value)));
    }
    if (kind == ForgedToken.ACCESS) {
      var jkt = kind.claims().get("cnf").replaceAll("[{}]", "");
      for (var cnf : List.of(jkt + "," + jkt, "\"jkt\":\"x\"," + jkt, jkt + ",\"\\u006akt\":1")) {
        claims.add(json(kind.claimsWith("cnf", "{" + cnf + "}")));
      }
    }
    var headers = new ArrayList<>(withMemberTwice(kind.header()));
    if (kind == ForgedToken.DPOP) {
      for (var jwk : withMemberTwice(ForgedToken.jwk())) {
        headers.add(json(kind.headerWith("jwk", jwk)));
      }
    }

    kind.refuses("names twice", Reason.CLAIMS, signedClaims(kind, claims));
    kind.refuses("header names twice", Reason.MALFORMED, signedHeaders(kind, headers));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"INVITE", "DPOP"})
  void noNumberIsTakenButAPlainInteger(ForgedToken kind) {
    var claims = new ArrayList<String>();
    for (var number :
        List.of(
            "-1",
            "-0",
            "-0.0",
            "0.0",
            "1.0",
            "1.5",
            "1e3",
            "1E3",
            "1e+3",
            "1e-3",
            "1e0",
            "0e0",
            "01",
            "00",
            "+1",
            "1.",
            ".5",
            "0x10",
            "1e999999999",
            "1e-999999999",
            "1n",
            "1L",
            "1_0",
            "NaN",
            "Infinity",
            "-Infinity",
            "9007199254740992",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "1" + "0".repeat(64),
            "1" + "0".repeat(1_500),
            "0." + "0".repeat(1_500) + "1",
            "\u0661",
            "\uff11",
            "--1")) {
      claims.add(json(kind.claimsWith("note", number)));
      claims.add(json(kind.claimsWith("note", "[{\"a\":" + number + "}]")));
      claims.add(json(kind.claimsWith("iat", number)));
      claims.add(json(kind.claimsWith("exp", number)));
    }

    kind.refuses("numbers", Reason.CLAIMS, signedClaims(kind, claims));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"INVITE", "DPOP"})
  void nothingStandsBesideTheObject(ForgedToken kind) {
    var claims = new ArrayList<String>();
    var headers = new ArrayList<String>();
    for (var more :
        List.of(
            "{}", "[]", "null", "true", "1", "\"a\"", "x", ",", ":", "{", "}", "[", "]", "\"", "\0",
            "//", "/**/", "#", ";", "\u001e", "\f", "\u000b", "\u00a0", "\u2028", "\u3000", "\b",
            ")]}'", "<!---->", "\u007f", "\u0085")) {
      claims.add(json(kind.claims()) + more);
      claims.add(more + json(kind.claims()));
      claims.add(json(kind.claims()) + " \n" + more);
      headers.add(json(kind.header()) + more);
      headers.add(more + json(kind.header()));
    }
    claims.add(json(kind.claims()) + json(kind.claims()));
    headers.add(json(kind.header()) + json(kind.header()));

    kind.refuses("text beside the object", Reason.CLAIMS, signedClaims(kind, claims));
    kind.refuses("text beside the header", Reason.MALFORMED, signedHeaders(kind, headers));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"INVITE", "DPOP"})
  void nothingButAnObjectIsTaken(ForgedToken kind) {
    var claims = new ArrayList<String>(List.of("null", "true", "0", "\"\"", "[]", " ", "{", "\0"));
    claims.add("[" + json(kind.claims()) + "]");
    claims.add(quoted(json(kind.claims()).replace("\"", "\\\"")));
    claims.add(json(kind.claims()).substring(1));
    for (int end = 1; end < json(kind.claims()).length(); end += 7) {
      claims.add(json(kind.claims()).substring(0, end));
    }
    var headers = new ArrayList<String>(List.of("null", "true", "0", "\"\"", "[]", " ", "{", "\0"));
    headers.add("[" + json(kind.header()) + "]");
    headers.add(quoted(json(kind.header()).replace("\"", "\\\"")));
    for (int end = 1; end < json(kind.header()).length(); end += 3) {
      headers.add(json(kind.header()).substring(0, end));
    }

    kind.refuses("no object", Reason.CLAIMS, signedClaims(kind, claims));
    kind.refuses("no object for a header", Reason.MALFORMED, signedHeaders(kind, headers));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"INVITE", "DPOP"})
  void noLenientJsonIsTaken(ForgedToken kind) {
    var claims = new ArrayList<String>();
    for (var value :
        List.of(
            "'a'",
            "a",
            "True",
            "TRUE",
            "nil",
            "undefined",
            "None",
            "`a`",
            "\u201ca\u201d",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1;2]",
            "{\"a\":1,}",
            "{,}",
            "{a:1}",
            "{'a':1}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\"=1}",
            "{1:1}",
            "{null:1}",
            "/**/1",
            "1//\n",
            "\"\\x41\"",
            "\"\\'\"",
            "\"\\0\"",
            "\"\\v\"",
            "\"\\a\"",
            "\"\\u{41}\"",
            "\"\\u004\"",
            "\"\\U00000041\"",
            "\"\\u 041\"",
            "\"\\\n\"",
            "\"a\"\"b\"",
            "\"a\" + \"b\"",
            "",
            ",",
            "[",
            "{",
            "]",
            "\"")) {
      claims.add(json(kind.claimsWith("note", value)));
    }
    for (char control = 0; control < 0x20; control++) {
      claims.add(json(kind.claimsWith("note", quoted("a" + control))));
      claims.add(json(kind.claimsWith("a" + control, "1")));
    }
    claims.add(json(kind.claims()).replace('"', '\''));
    claims.add(json(kind.claims()).replace(":", "="));

    kind.refuses("lenient JSON", Reason.CLAIMS, signedClaims(kind, claims));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"INVITE", "DPOP"})
  void nothingNestsDeeperThanEightLevels(ForgedToken kind) {
    kind.verify(kind.signClaims(json(kind.claimsWith("note", nested("[", "]", 7)))));
    kind.verify(kind.signClaims(json(kind.claimsWith("note", nested("{\"a\":", "}", 7)))));
    var deep = new ArrayList<String>();
    for (int levels : List.of(8, 9, 32, 100, 500)) {
      deep.add(nested("[", "]", levels));
      deep.add("[".repeat(levels));
      if (levels < 400) {
        deep.add(nested("{\"a\":", "}", levels));
        deep.add(nested("[{\"a\":", "}]", levels));
      }
    }
    deep.add("[".repeat(2_400));

    kind.refuses(
        "depth",
        Reason.CLAIMS,
        deep.stream().map(value -> kind.signClaims(json(kind.claimsWith("note", value)))).toList());
    kind.refuses(
        "depth of the header",
        Reason.MALFORMED,
        deep.stream().map(value -> kind.signHeader(json(kind.headerWith("alg", value)))).toList());
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"INVITE", "DPOP"})
  void whatJsonItselfCallsEqualIsTaken(ForgedToken kind) {
    var claims = json(kind.claims());
    var header = json(kind.header());
    for (var space : List.of(" ", "\t", "\n", "\r", " \r\n\t")) {
      kind.verify(kind.sign(spaced(header, space), spaced(claims, space)));
    }
    kind.verify(kind.sign(header.replace("alg", "\\u0061\\u006C\\u0067"), claims));
    kind.verify(kind.sign(header.replace("Ed25519", "\\u0045d25519"), claims));
    kind.verify(kind.sign(header, claims.replace("iat", "i\\u0061t")));
    kind.verify(kind.sign(header, claims.replace("https://", "https:\\/\\/")));
    kind.verify(kind.sign(json(reversed(kind.header())), claims));
    for (var more :
        List.of(
            "null", "true", "0", "9007199254740991", "\"\\ud83d\\ude00\"", "\"\u00e9\"", "{}")) {
      kind.verify(kind.signClaims(json(kind.claimsWith("note", more))));
    }
  }

  /// Each member once more, before and after the others, with the same and with another value,
  /// with the name as it is and with letters of it escaped.
  private static List<String> withMemberTwice(Map<String, String> members) {
    var texts = new ArrayList<String>();
    var body = json(members);
    var inside = body.substring(1, body.length() - 1);
    members.forEach(
        (name, right) -> {
          for (var value : List.of(right, "null", "\"other\"", "[]")) {
            for (var spelling : spellings(name)) {
              var again = quoted(spelling) + ":" + value;
              texts.add("{" + again + "," + inside + "}");
              texts.add("{" + inside + "," + again + "}");
            }
          }
        });
    return texts;
  }

  private static List<String> spellings(String name) {
    var all = new StringBuilder();
    name.chars().forEach(c -> all.append("\\u%04x".formatted(c)));
    int last = name.length() - 1;
    return List.of(
        name,
        "\\u%04X".formatted((int) name.charAt(0)) + name.substring(1),
        name.substring(0, last) + "\\u%04x".formatted((int) name.charAt(last)),
        all.toString());
  }

  private static Map<String, String> reversed(Map<String, String> members) {
    var reversed = new LinkedHashMap<String, String>();
    members.forEach(reversed::putFirst);
    return reversed;
  }

  /// No string of ours has a quotation mark beside a colon, comma or brace.
  private static String spaced(String json, String space) {
    var outside = json.replaceAll("([{}:,])(?=[\"\\d{}]|$)", space + "$1" + space);
    return outside.replaceAll("(?<=[\"\\d])([},])", space + "$1" + space);
  }

  private static String nested(String open, String close, int levels) {
    return open.repeat(levels) + "1" + close.repeat(levels);
  }

  private static Collection<String> signedClaims(ForgedToken kind, List<String> claims) {
    return claims.stream().map(kind::signClaims).toList();
  }

  private static Collection<String> signedHeaders(ForgedToken kind, List<String> headers) {
    return headers.stream().map(kind::signHeader).toList();
  }
}
