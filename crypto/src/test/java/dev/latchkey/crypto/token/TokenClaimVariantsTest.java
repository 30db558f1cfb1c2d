package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.ForgedToken.json;
import static dev.latchkey.crypto.token.Tokens.NOW;

import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Each claim has one type and one spelling; a value that only resembles the right one is refused,
/// though a trusted key has signed it.
class TokenClaimVariantsTest {
  private static final long SECONDS = NOW.getEpochSecond();

  /// One of each type that JSON has.
  private static final List<String> TYPES =
      List.of("null", "true", "false", "1", "\"\"", "[]", "{}", "[\"a\"]", "{\"a\":1}");

  @ParameterizedTest
  @EnumSource
  void noClaimIsOfAnotherType(ForgedToken kind) {
    var texts = new ArrayList<String>();
    for (var claim : kind.claims().keySet()) {
      var right = kind.claims().get(claim);
      for (var value : TYPES) {
        boolean number = Character.isDigit(right.charAt(0));
        boolean anyText = claim.equals("iss") || claim.equals("aud") && value.equals("\"\"");
        if (!(number && value.equals("1")) && !(anyText && value.equals("\"\""))) {
          texts.add(kind.signClaims(json(kind.claimsWith(claim, value))));
        }
      }
      texts.add(kind.signClaims(json(kind.claimsWith(claim, "[" + right + "]"))));
      texts.add(kind.signClaims(json(kind.claimsWith(claim, "{\"a\":" + right + "}"))));
      var without = kind.claims();
      without.remove(claim);
      without.put(claim.toUpperCase(Locale.ROOT), right);
      if (kind != ForgedToken.DPOP || !claim.equals("nonce")) {
        texts.add(kind.signClaims(json(without)));
      }
    }

    kind.refuses("types of claims", Reason.CLAIMS, texts);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "HELLO")
  void noTimeIsWrittenInAnotherForm(ForgedToken kind) {
    var values =
        List.of(
            ForgedToken.quoted("" + SECONDS),
            SECONDS + ".0",
            SECONDS + ".5",
            SECONDS + "e0",
            SECONDS + "E0",
            SECONDS / 10 + "e1",
            "18e8",
            "1.8e9",
            SECONDS + "0e-1",
            "0" + SECONDS,
            "+" + SECONDS,
            "-" + SECONDS,
            "-0",
            "0x6b49d200",
            "\"2027-01-15T08:00:00Z\"",
            "[" + SECONDS + "]",
            "{\"seconds\":" + SECONDS + "}",
            "9007199254740992",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "1e400",
            "1" + "0".repeat(300),
            "null",
            "true");
    var texts = new ArrayList<String>(signed(kind, "iat", values));
    if (kind == ForgedToken.INVITE || kind == ForgedToken.ACCESS) {
      texts.addAll(signed(kind, "exp", values));
      texts.addAll(signed(kind, "nbf", values));
    }

    kind.refuses("forms of times", Reason.CLAIMS, texts);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"INVITE", "ACCESS"})
  void noTimeIsTakenFromTheEndsOfTheWorld(ForgedToken kind) {
    var largest = "9007199254740991";
    kind.refuses("expiries", Reason.EXPIRED, signed(kind, "exp", List.of("0", "1", "" + SECONDS)));
    kind.refuses(
        "lifetimes",
        Reason.LIFETIME,
        signed(kind, "exp", List.of(largest, SECONDS + "000", "4102444800", "4294967296")));
    kind.refuses("lifetimes", Reason.LIFETIME, signed(kind, "iat", List.of("0", "1")));
    var later = List.of(largest, "" + (SECONDS + 1), SECONDS + "000");
    kind.refuses("times of issue", Reason.NOT_YET_VALID, signed(kind, "iat", later));
    kind.refuses("times before which", Reason.NOT_YET_VALID, signed(kind, "nbf", later));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"INVITE", "ACCESS"})
  void theIssuerIsComparedCharacterForCharacter(ForgedToken kind) {
    var right = Tokens.ISSUER;
    var others =
        List.of(
            "",
            " ",
            right.toUpperCase(Locale.ROOT),
            right.replace("https", "HTTPS"),
            right.replace("https", "http"),
            right.replace("broker", "Broker"),
            right.replace("https:", ""),
            right + "/",
            right + ":443",
            right + ".",
            right + "/v1",
            right + "?",
            right + "#",
            right + " ",
            " " + right,
            right + "\\u0000",
            right + "\\n",
            right + ".evil.example",
            right.replace("://", "://evil@"),
            right.replace("://", "://broker.example@evil."),
            right.replace(".example", "%2eexample"),
            right.replace("e", "\u0435"),
            right.replace("example", "examp\u200ble"),
            "https://evil.example",
            "urn:latchkey:join");

    kind.refuses("issuers", Reason.ISSUER, signed(kind, "iss", quoted(others)));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"INVITE", "ACCESS"})
  void theAudienceIsOneExactText(ForgedToken kind) {
    var right = kind.claims().get("aud").replace("\"", "");
    var others =
        List.of(
            "",
            right.toUpperCase(Locale.ROOT),
            right.replace("urn", "URN"),
            right.substring(1),
            right.substring(0, right.length() - 1),
            right + "s",
            right + "/",
            right + " ",
            " " + right,
            right + "," + right,
            right + " urn:latchkey:other",
            right + "\\u0000",
            "urn:latchkey:*",
            "*",
            Tokens.ISSUER,
            kind == ForgedToken.INVITE ? "urn:latchkey:access" : "urn:latchkey:join");
    kind.refuses("audiences", Reason.AUDIENCE, signed(kind, "aud", quoted(others)));

    var lists = new ArrayList<String>();
    for (var more :
        List.of("%s", "%s,\"x\"", "\"x\",%s", "%s,%<s", "[%s]", "null,%s", "{\"a\":%s}")) {
      lists.add("[" + more.formatted(ForgedToken.quoted(right)) + "]");
    }
    kind.refuses("lists of audiences", Reason.CLAIMS, signed(kind, "aud", lists));
  }

  @ParameterizedTest
  @EnumSource
  void anIdHasExactlyItsCharacters(ForgedToken kind) {
    var texts = new ArrayList<String>();
    for (var claim : List.of("sid", "jti", "sub", "ath", "challenge", "nonce")) {
      var right = kind.claims().getOrDefault(claim, "").replace("\"", "");
      if (!right.isEmpty()) {
        var others = new ArrayList<String>();
        for (var c : List.of(" ", "=", "+", "/", ".", "~", "\\n", "\\u0000", "\u00e9", "\uff21")) {
          others.addAll(List.of(right + c, c + right, right.substring(1) + c));
        }
        others.addAll(List.of("", "A", right + "A".repeat(300), right.repeat(20)));
        texts.addAll(signed(kind, claim, quoted(others)));
      }
    }
    if (kind == ForgedToken.ACCESS) {
      var jkt = Tokens.DEVICE.verifyingKey().jwkThumbprint();
      for (var other :
          List.of("", jkt + "=", jkt + "A", jkt.substring(1), " " + jkt, jkt + "\\n")) {
        texts.addAll(signed(kind, "cnf", List.of("{\"jkt\":" + ForgedToken.quoted(other) + "}")));
      }
      for (var more : List.of("\"jwk\":{}", "\"x5t#S256\":\"x\"", "\"kid\":\"k1\"", "\"JKT\":1")) {
        texts.addAll(
            signed(kind, "cnf", List.of("{\"jkt\":" + ForgedToken.quoted(jkt) + "," + more + "}")));
      }
    }

    kind.refuses("IDs", Reason.CLAIMS, texts);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.INCLUDE, names = "INVITE")
  void aRoleIsOneOfFour(ForgedToken kind) {
    var others =
        List.of(
            "",
            "Editor",
            "EDITOR",
            "editor ",
            " editor",
            "editor\\u0000",
            "editor\\n",
            "editors",
            "host,editor",
            "owner",
            "admin",
            "root",
            "\u0435ditor",
            "edit\u200bor",
            "*",
            "null",
            "hos\u0074\u0307");

    kind.refuses("roles", Reason.CLAIMS, signed(kind, "role", quoted(others)));
  }

  private static Collection<String> signed(
      ForgedToken kind, String claim, Collection<String> values) {
    return values.stream()
        .map(value -> kind.signClaims(json(kind.claimsWith(claim, value))))
        .toList();
  }

  private static List<String> quoted(List<String> texts) {
    return texts.stream().map(ForgedToken::quoted).toList();
  }
}
