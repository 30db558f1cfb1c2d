package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.ForgedToken.json;
import static dev.latchkey.crypto.token.ForgedToken.jwk;
import static dev.latchkey.crypto.token.ForgedToken.quoted;

import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// A header says one algorithm, one kind and one key, and nothing else: whatever more it says, or
/// however else it says it, the token is refused before anything is looked up or computed.
class TokenHeaderVariantsTest {
  /// One of each type that JSON has.
  private static final List<String> VALUES =
      List.of("null", "true", "false", "0", "\"\"", "\"x\"", "[]", "[\"x\"]", "{}", "{\"x\":1}");

  /// Those of IANA's registry of JOSE header parameters, and some of nobody's.
  private static final List<String> NAMES =
      Stream.of(
              "jku jwk kid x5u x5c x5t x5t#S256 cty crit enc zip epk apu apv iv tag p2s p2c iss sub"
                  + " aud b64 url nonce svt ppt iheSSId client_id nbf exp iat trust_chain peer_trust_chain"
                  + " kc alg typ Alg ALG Typ TYP Kid KID Jwk CRIT x __proto__ constructor $schema")
          .flatMap(names -> Stream.of(names.split(" ")))
          .toList();

  private static final List<String> ALGORITHMS =
      Stream.of(
              "HS256 HS384 HS512 RS256 RS384 RS512 ES256 ES384 ES512 PS256 PS384 PS512 ES256K EdDSA"
                  + " Ed448 ML-DSA-44 ML-DSA-65 ML-DSA-87 ESB256 RSA1_5 RSA-OAEP A128KW dir ECDH-ES"
                  + " PBES2-HS256+A128KW A256GCM RS1 HS256/64 ed25519 ED25519 eD25519 Ed25519ph"
                  + " Ed25519ctx Ed25519Verifier SHA256withEd25519 1.3.101.112 -8 -19 X25519 Ed2551"
                  + " Ed255190")
          .flatMap(names -> Stream.of(names.split(" ")))
          .toList();

  @ParameterizedTest
  @EnumSource
  @DisplayName("RFC 8725 §3.1, RFC 9449 §4.3, D5: one algorithm in one spelling")
  void noOtherAlgorithmIsTakenHoweverItIsSpelt(ForgedToken kind) {
    var spellings = new ArrayList<String>(ALGORITHMS);
    for (int upper = 0; upper < 16; upper++) {
      var none = new StringBuilder("none");
      for (int i = 0; i < 4; i++) {
        if ((upper & 1 << i) != 0) {
          none.setCharAt(i, Character.toUpperCase(none.charAt(i)));
        }
      }
      spellings.add(none.toString());
    }
    for (var around : List.of(" ", "\\t", "\\n", "\\u0000", "\\u00a0", "\\u200b", "\\ufeff", "=")) {
      spellings.add(around + "Ed25519");
      spellings.add("Ed25519" + around);
      spellings.add("none" + around);
    }
    spellings.addAll(List.of("\u0415d25519", "\uff25d25519", "Ed2551\u0669", "e\u0301d25519"));
    var values = new ArrayList<>(spellings.stream().map(ForgedToken::quoted).toList());
    values.addAll(VALUES);
    values.addAll(List.of("[\"Ed25519\"]", "{\"Ed25519\":1}", "[\"none\",\"Ed25519\"]"));

    kind.refuses("algorithms", Reason.MALFORMED, headersWith(kind, "alg", values));
  }

  @ParameterizedTest
  @EnumSource
  void noCritIsTakenInAnyForm(ForgedToken kind) {
    var texts = new ArrayList<String>();
    var values =
        List.of(
            "[\"alg\"]",
            "[\"typ\"]",
            "[\"kid\"]",
            "[\"exp\"]",
            "[\"b64\"]",
            "[\"crit\"]",
            "[\"\"]",
            "[null]",
            "[[]]",
            "[\"b64\",\"b64\"]",
            "\"alg\"",
            "\"b64\"");
    texts.addAll(headersWith(kind, "crit", values));
    texts.addAll(headersWith(kind, "crit", VALUES));
    for (var value : List.of("true", "false", "null", "\"false\"")) {
      var header = kind.headerWith("crit", "[\"b64\"]");
      header.put("b64", value);
      texts.add(kind.signHeader(json(header)));
    }

    kind.refuses("crit", Reason.MALFORMED, texts);
  }

  @ParameterizedTest
  @EnumSource
  void noFurtherNameIsTakenWhateverItsValue(ForgedToken kind) {
    var texts = new ArrayList<String>();
    for (var name : NAMES) {
      if (!kind.header().containsKey(name)) {
        texts.addAll(headersWith(kind, name, VALUES));
        texts.addAll(headersWith(kind, name, List.of(json(jwk()), "\"https://evil.example/k\"")));
      }
    }
    for (var name : List.of("", " ", "alg ", " alg", "alg\\u0000", "\\ufeffalg")) {
      texts.addAll(headersWith(kind, name, List.of("\"Ed25519\"")));
    }

    kind.refuses("header names", Reason.MALFORMED, texts);
  }

  @ParameterizedTest
  @EnumSource
  void noNameIsMissing(ForgedToken kind) {
    var texts = new ArrayList<String>();
    for (var name : kind.header().keySet()) {
      var header = kind.header();
      header.remove(name);
      texts.add(kind.signHeader(json(header)));
      var renamed = new LinkedHashMap<String, String>();
      kind.header()
          .forEach((key, value) -> renamed.put(key.equals(name) ? key.toUpperCase() : key, value));
      texts.add(kind.signHeader(json(renamed)));
    }
    texts.add(kind.signHeader("{}"));

    kind.refuses("missing header names", Reason.MALFORMED, texts);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "DPOP")
  void aKeyIdIsAStringOf1To32Base64UrlCharacters(ForgedToken kind) {
    var values = new ArrayList<String>(VALUES);
    values.removeIf(value -> value.equals("\"x\""));
    var kid = kind.header().get("kid");
    values.addAll(List.of("[" + kid + "]", "{\"kid\":" + kid + "}", "1e3", "-1", "1.5"));
    for (var text :
        List.of(
            "../../../dev/null",
            "k' OR '1'='1",
            "k; DROP TABLE keys",
            "https://evil.example/key",
            "k|id",
            "%2e%2e",
            "${jndi:ldap://evil.example}",
            "\\u0000",
            "k\\n",
            " k",
            "k ",
            "k=",
            "k+",
            "k/",
            "k.",
            "\u00e9",
            "k".repeat(33),
            "k".repeat(2_000))) {
      values.add(quoted(text));
    }

    kind.refuses("key IDs that are none", Reason.MALFORMED, headersWith(kind, "kid", values));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "DPOP")
  void aKeyIdIsFoundAsItStandsOrNotAtAll(ForgedToken kind) {
    var kid = kind.header().get("kid").replace("\"", "");
    var others = new ArrayList<String>();
    others.addAll(List.of("x", "k1", "0", "null", "undefined", "__proto__", "constructor"));
    others.addAll(List.of(kid.toUpperCase(), kid.toLowerCase(), kid.substring(1), kid + "A"));
    others.add(Tokens.brokerKey("retired").publicHalf().kid());
    others.add(Tokens.INVITE.value());
    others.add(kind.key() == Tokens.DEVICE ? Tokens.KEYS.kid() : Tokens.MEMBER.value());

    kind.refuses(
        "unknown key IDs",
        Reason.UNKNOWN_KEY,
        headersWith(kind, "kid", others.stream().map(ForgedToken::quoted).toList()));
  }

  @ParameterizedTest
  @EnumSource
  void noOtherTypeIsTakenHoweverItIsSpelt(ForgedToken kind) {
    var typ = kind.typ();
    var others = new ArrayList<String>();
    others.addAll(List.of("", "JWT", "jwt", "JOSE", "at+jwt", "application/at+jwt", "+jwt"));
    others.addAll(List.of(typ.toUpperCase(), typ.replace("jwt", "JWT"), typ.replace("+", " ")));
    others.addAll(List.of("application/" + typ, "APPLICATION/" + typ, "text/" + typ, "/" + typ));
    others.addAll(List.of(typ + ";v=1", typ + " ", " " + typ, typ + "\\u0000", typ + "\\n"));
    others.addAll(List.of("x" + typ, typ + "x", typ.substring(1), typ.replace("+jwt", "")));
    for (var other : ForgedToken.values()) {
      if (other != kind) {
        others.add(other.typ());
      }
    }
    for (var statement : List.of("genesis", "member", "join", "change")) {
      others.add(statement);
    }

    kind.refuses(
        "types",
        Reason.TYPE,
        headersWith(kind, "typ", others.stream().map(ForgedToken::quoted).toList()));
    kind.refuses(
        "types that are no text",
        Reason.MALFORMED,
        headersWith(
            kind,
            "typ",
            List.of("null", "true", "0", "[]", "{}", "[" + quoted(typ) + "]", "{\"typ\":1}")));
  }

  @Test
  @DisplayName("RFC 9449 §4.3, D6, D7: one public key, no private part")
  void aProofBringsExactlyOnePublicEd25519Key() {
    var texts = new ArrayList<String>();
    for (var name : List.of("d", "kid", "alg", "use", "key_ops", "y", "k", "x5c", "n", "ext")) {
      for (var value : VALUES) {
        texts.add(proofWithKey(json(with(jwk(), name, value))));
      }
    }
    for (var name : List.of("crv", "kty", "x")) {
      var without = jwk();
      without.remove(name);
      texts.add(proofWithKey(json(without)));
      for (var value : VALUES) {
        texts.add(proofWithKey(json(with(jwk(), name, value))));
      }
    }
    for (var curve : List.of("ed25519", "Ed448", "X25519", "P-256", "secp256k1", "Ed25519 ")) {
      texts.add(proofWithKey(json(with(jwk(), "crv", quoted(curve)))));
    }
    for (var type : List.of("okp", "EC", "RSA", "oct", "AKP", "OKP ")) {
      texts.add(proofWithKey(json(with(jwk(), "kty", quoted(type)))));
    }
    var x = Tokens.DEVICE.verifyingKey().bytes().toString();
    for (var other :
        List.of(x + "=", x + "A", x.substring(1), " " + x, "AQ" + "A".repeat(41), "A".repeat(43))) {
      texts.add(proofWithKey(json(with(jwk(), "x", quoted(other)))));
    }
    texts.add(proofWithKey("[" + json(jwk()) + "]"));
    texts.add(proofWithKey("{\"keys\":[" + json(jwk()) + "]}"));
    texts.add(proofWithKey(quoted(json(jwk()).replace("\"", "\\\""))));

    ForgedToken.DPOP.refuses("keys", Reason.MALFORMED, texts);
  }

  private static String proofWithKey(String jwk) {
    return ForgedToken.DPOP.signHeader(json(ForgedToken.DPOP.headerWith("jwk", jwk)));
  }

  private static Map<String, String> with(Map<String, String> members, String name, String value) {
    members.put(name, value);
    return members;
  }

  private static List<String> headersWith(ForgedToken kind, String name, List<String> values) {
    return values.stream()
        .map(value -> kind.signHeader(json(kind.headerWith(name, value))))
        .toList();
  }
}
