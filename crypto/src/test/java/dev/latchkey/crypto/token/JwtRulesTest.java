package dev.latchkey.crypto.token;

import static dev.latchkey.crypto.token.ForgedToken.ACCESS;
import static dev.latchkey.crypto.token.ForgedToken.INVITE;
import static dev.latchkey.crypto.token.ForgedToken.REFRESH;
import static dev.latchkey.crypto.token.ForgedToken.json;
import static dev.latchkey.crypto.token.ForgedToken.jwk;
import static dev.latchkey.crypto.token.ForgedToken.quoted;
import static dev.latchkey.crypto.token.Tokens.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.ForgedJws;
import dev.latchkey.crypto.token.InvalidTokenException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// RFC 8725 and its successor, item by item. The variants of each are in `Token…VariantsTest`.
class JwtRulesTest {
  @ParameterizedTest
  @EnumSource
  @DisplayName("RFC 8725 §3.1, §3.2: the verifier names the algorithm, not the token")
  void theVerifierNamesTheAlgorithm(ForgedToken kind) {
    kind.refuses(
        "§3.1",
        Reason.MALFORMED,
        List.of(
            kind.signHeader(json(kind.headerWith("alg", "\"none\""))),
            kind.signHeader(json(kind.headerWith("alg", "\"EdDSA\""))),
            kind.signHeader(json(kind.headerWith("alg", "\"HS512\""))),
            kind.signHeader(json(kind.headerWith("alg", "\"ed25519\"")))));
  }

  @Test
  @DisplayName("RFC 8725 §3.1: each published key is for one algorithm and one use")
  void eachPublishedKeyIsForOneAlgorithm() {
    var keys = StrictJson.parse(Tokens.KEYS.jwks().getBytes(UTF_8), 3).objects("keys");

    assertThat(keys).hasSize(2);
    assertThat(keys)
        .allSatisfy(
            key -> {
              assertThat(key.string("alg")).isEqualTo("Ed25519");
              assertThat(key.string("use")).isEqualTo("sig");
              assertThat(key.has("d")).isFalse();
            });
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "RFC 8725 §3.3: one part that fails fails the token; an encrypted or nested one is none")
  void oneFailureFailsTheToken(ForgedToken kind) {
    var genuine = kind.genuine();
    var other = kind.signClaims(json(kind.claimsWith("note", "1")));
    var signature = genuine.substring(genuine.lastIndexOf('.'));

    kind.refuses(
        "§3.3", Reason.SIGNATURE, List.of(other.substring(0, other.lastIndexOf('.')) + signature));
    kind.refuses(
        "§3.3, CVE-2023-51774",
        Reason.MALFORMED,
        List.of(
            genuine + ".QQ.QQ",
            ForgedJws.signParts(
                encoded("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}"), encoded("{}"), kind.key())));
    kind.refuses("§3.3, nested", Reason.CLAIMS, List.of(kind.signClaims(quoted(genuine))));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("RFC 8725 §3.6, bis §3.15: nothing is decompressed, however small it says it is")
  void nothingIsDecompressed(ForgedToken kind) {
    byte[] bomb = deflated(new byte[1 << 20]);
    assertThat(bomb.length).isLessThan(2_000);
    var zipped = json(kind.headerWith("zip", "\"DEF\"")).getBytes(UTF_8);

    kind.refuses(
        "§3.6",
        Reason.MALFORMED,
        List.of(kind.sign(zipped, bomb), kind.sign(zipped, deflated(json(kind.claims())))));
    kind.refuses("§3.6", Reason.CLAIMS, List.of(kind.signClaims(bomb)));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("RFC 8725 §3.7: header and claims are UTF-8")
  void headerAndClaimsAreUtf8(ForgedToken kind) {
    byte[] cut = json(kind.claimsWith("note", "\"\u00e9\"")).getBytes(UTF_8);
    cut[cut.length - 3] = '"';

    kind.refuses("§3.7", Reason.CLAIMS, List.of(kind.signClaims(cut)));
    kind.refuses(
        "§3.7", Reason.MALFORMED, List.of(kind.signHeader("\ufeff" + json(kind.header()))));
  }

  @Test
  @DisplayName("RFC 8725 §3.8: an issuer's keys count for that issuer alone")
  void anIssuersKeysCountForThatIssuerAlone() {
    var elsewhere = new TokenVerifier(() -> Tokens.KEYS, "https://other.example", Duration.ZERO);
    var others = KeyRing.of(Tokens.brokerKey("another broker's"), List.of());
    var ours = new TokenVerifier(() -> others, Tokens.ISSUER, Duration.ZERO);

    assertRefused(Reason.ISSUER, () -> elsewhere.verifyInvite(INVITE.genuine(), NOW));
    assertRefused(Reason.UNKNOWN_KEY, () -> ours.verifyInvite(INVITE.genuine(), NOW));
  }

  @Test
  @DisplayName("RFC 8725 §3.8: a subject that is no member, or not the one that signs, is refused")
  void aSubjectIsAMemberWhoCanBeOne() {
    ACCESS.refuses("§3.8", Reason.CLAIMS, List.of(ACCESS.signClaims(claims(ACCESS, "sub", "ana"))));
    var another = Tokens.SESSION.value().substring(5);
    for (var kind : List.of(REFRESH, ForgedToken.HELLO)) {
      kind.refuses("§3.8", Reason.CLAIMS, List.of(kind.signClaims(claims(kind, "sub", another))));
    }
  }

  @Test
  @DisplayName("RFC 8725 §3.9: a token without the audience that is asked for is refused")
  void aTokenIsForOneAudience() {
    for (var kind : List.of(INVITE, ACCESS)) {
      var without = kind.claims();
      without.remove("aud");
      kind.refuses("§3.9", Reason.CLAIMS, List.of(kind.signClaims(json(without))));
      var others = List.of("", "urn:latchkey:all", Tokens.ISSUER);
      kind.refuses(
          "§3.9",
          Reason.AUDIENCE,
          others.stream().map(other -> kind.signClaims(claims(kind, "aud", other))).toList());
    }
  }

  @Test
  @DisplayName(
      "RFC 8725 §3.10: a key ID is looked up, once it is well formed, and nothing is fetched")
  void nothingButAWellFormedKeyIdIsLookedUp() {
    var asked = new ArrayList<String>();
    for (var header :
        List.of(
            REFRESH.headerWith("kid", "\"../../etc/passwd\""),
            REFRESH.headerWith("kid", "\"' OR 1=1 --\""),
            REFRESH.headerWith("jku", "\"https://evil.example/jwks\""),
            REFRESH.headerWith("x5u", "\"https://evil.example/cert\""),
            REFRESH.headerWith("jwk", json(jwk())))) {
      var text = REFRESH.signHeader(json(header));
      assertRefused(
          Reason.MALFORMED,
          () ->
              RefreshProof.verify(
                  text,
                  member -> {
                    asked.add(member.value());
                    return Optional.empty();
                  }));
    }

    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("RFC 8725 §3.11: a token says its kind, in one spelling")
  void aTokenSaysItsKind(ForgedToken kind) {
    var without = kind.header();
    without.remove("typ");

    kind.refuses("§3.11", Reason.MALFORMED, List.of(kind.signHeader(json(without))));
    kind.refuses(
        "§3.11",
        Reason.TYPE,
        List.of(
            kind.signHeader(json(kind.headerWith("typ", "\"JWT\""))),
            kind.signHeader(json(kind.headerWith("typ", quoted("application/" + kind.typ()))))));
  }

  /// Even with the claims of all kinds in one token, by the key that its verifier trusts.
  @ParameterizedTest
  @EnumSource
  @DisplayName("RFC 8725 §3.12: no kind passes for another")
  void noKindPassesForAnother(ForgedToken kind) {
    for (var other : ForgedToken.values()) {
      if (other != kind) {
        assertThatExceptionOfType(InvalidTokenException.class)
            .isThrownBy(() -> kind.verify(other.genuine()));
        var claims = new LinkedHashMap<>(kind.claims());
        other.claims().forEach(claims::putIfAbsent);
        kind.verify(kind.signClaims(json(claims)));
        var text = kind.sign(json(kind.headerWith("typ", quoted(other.typ()))), json(claims));
        assertRefused(Reason.TYPE, () -> kind.verify(text));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("RFC 8725bis §3.13: no password is stretched")
  void noPasswordIsStretched(ForgedToken kind) {
    var header = kind.headerWith("alg", "\"PBES2-HS512+A256KW\"");
    header.put("p2s", "\"AAAAAAAAAAA\"");
    header.put("p2c", "2147483647");

    kind.refuses(
        "§3.13",
        Reason.MALFORMED,
        List.of(
            kind.signHeader(json(header)),
            kind.signHeader(json(kind.headerWith("p2c", "2147483647")))));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("RFC 8725bis §3.14: nothing but the legal characters of a compact token")
  void nothingButLegalCharacters(ForgedToken kind) {
    var genuine = kind.genuine();
    var parts = genuine.split("\\.");

    kind.refuses(
        "§3.14",
        Reason.MALFORMED,
        List.of(
            " " + genuine,
            genuine + "\n",
            genuine + "=",
            parts[0] + "\n." + parts[1] + "." + parts[2],
            "{\"payload\":%s,\"protected\":%s,\"signature\":%s}"
                .formatted(quoted(parts[1]), quoted(parts[0]), quoted(parts[2]))));
  }

  private static String claims(ForgedToken kind, String name, String value) {
    return json(kind.claimsWith(name, quoted(value)));
  }

  private static String encoded(String json) {
    return Base64Url.encode(json.getBytes(UTF_8));
  }

  private static byte[] deflated(String text) {
    return deflated(text.getBytes(UTF_8));
  }

  private static byte[] deflated(byte[] bytes) {
    try (var deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] buffer = new byte[4_096];
      int size = deflater.deflate(buffer);
      return Arrays.copyOf(buffer, size);
    }
  }

  private static void assertRefused(Reason reason, Runnable verification) {
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(verification::run)
        .extracting(InvalidTokenException::reason)
        .isEqualTo(reason);
  }
}
