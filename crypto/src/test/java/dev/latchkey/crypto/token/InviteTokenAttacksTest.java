package dev.latchkey.crypto.token;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The corpus of forged and malformed invite tokens: everything in it but the controls and what we
/// decided to take is refused, each by the one documented exception.
class InviteTokenAttacksTest {
  private JsonNode corpus;

  @BeforeEach
  void read() throws IOException {
    corpus = ExternalVectors.json("invite-token-attacks.json");
  }

  @Test
  void validTokensAreAccepted() {
    var valid = tests("valid");

    assertThat(valid).hasSize(6);
    assertThat(valid).allMatch(this::isAccepted);
  }

  @Test
  void attacksAreRefused() {
    var invalid = tests("invalid");

    assertThat(invalid).hasSize(215);
    assertThat(invalid).noneMatch(this::isAccepted);
  }

  /// Where readers may differ. We refuse what FORMATS.md has one spelling for: the algorithm by its
  /// old name, `typ` with a prefix, `aud` as a list, numbers that are no plain integers, also in
  /// claims that nobody reads. We take what JSON itself calls equal: an escaped letter.
  @Test
  void mattersOfPolicyAreDecided() {
    var policy = tests("policy");

    assertThat(policy).hasSize(8);
    assertThat(policy.stream().filter(this::isAccepted).map(InviteTokenAttacksTest::reason))
        .containsExactly("json-escape");
    assertThat(policy.stream().filter(not(this::isAccepted)).map(InviteTokenAttacksTest::reason))
        .containsOnly(
            "legacy-eddsa",
            "typ-prefix",
            "aud-array",
            "numericdate-fraction",
            "numericdate-exponent",
            "bounded-cost");
  }

  private static String reason(JsonNode test) {
    return test.path("reason").textValue();
  }

  private List<JsonNode> tests(String result) {
    var tests = new ArrayList<JsonNode>();
    for (var test : corpus.path("tests")) {
      if (test.path("result").textValue().equals(result)) {
        tests.add(test);
      }
    }
    return tests;
  }

  private boolean isAccepted(JsonNode test) {
    var policy = corpus.path("policy");
    var now = Instant.ofEpochSecond(policy.path("now").longValue());
    try {
      verifier(policy).verifyInvite(test.path("token").textValue(), now);
      return true;
    } catch (InvalidTokenException e) {
      return false;
    }
  }

  private static TokenVerifier verifier(JsonNode policy) {
    var trusted = new ArrayList<BrokerKey.Public>();
    for (var jwk : policy.path("trustedKeys")) {
      var key = VerifyingKey.of(Base64Url.decode(jwk.path("x").textValue()));
      trusted.add(new BrokerKey.Public(jwk.path("kid").textValue(), key));
    }
    var keys = KeyRing.of(Tokens.brokerKey("signs nothing here"), trusted);
    var leeway = Duration.ofSeconds(policy.path("leewaySeconds").longValue());
    return new TokenVerifier(keys, policy.path("iss").textValue(), leeway);
  }
}
