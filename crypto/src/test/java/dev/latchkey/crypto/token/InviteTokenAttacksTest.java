package dev.latchkey.crypto.token;

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
import java.util.Map;
import java.util.TreeMap;
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

    assertThat(valid).allMatch(this::isAccepted);
    ExternalVectors.ran("invite-token-attacks, valid", valid.size());
  }

  @Test
  void attacksAreRefused() {
    var invalid = tests("invalid");

    assertThat(invalid).noneMatch(this::isAccepted);
    ExternalVectors.ran("invite-token-attacks, invalid", invalid.size());
  }

  /// Each as the table in FORMATS.md §6.1 decides it.
  @Test
  void mattersOfPolicyAreDecidedOneByOne() {
    var verdicts = new TreeMap<Integer, String>();
    for (var test : tests("policy")) {
      var verdict = isAccepted(test) ? ", accepted" : ", refused";
      verdicts.put(test.required("id").intValue(), reason(test) + verdict);
    }

    assertThat(verdicts)
        .isEqualTo(
            Map.of(
                7, "legacy-eddsa, refused",
                8, "typ-prefix, refused",
                9, "aud-array, refused",
                10, "aud-array, refused",
                11, "numericdate-fraction, refused",
                12, "numericdate-exponent, refused",
                13, "json-escape, accepted",
                326, "bounded-cost, refused"));
    ExternalVectors.ran("invite-token-attacks, policy", verdicts.size());
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
