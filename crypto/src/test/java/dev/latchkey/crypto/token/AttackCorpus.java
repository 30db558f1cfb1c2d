package dev.latchkey.crypto.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// `invite-token-attacks.json`: tokens, and by whose rules and at what time they are to be judged.
record AttackCorpus(JsonNode file, TokenVerifier verifier, Instant now) {
  static AttackCorpus read() throws IOException {
    var file = ExternalVectors.json("invite-token-attacks.json");
    var policy = file.required("policy");
    var now = Instant.ofEpochSecond(policy.required("now").longValue());
    return new AttackCorpus(file, verifier(policy), now);
  }

  List<JsonNode> tests(String result) {
    var tests = new ArrayList<JsonNode>();
    for (var test : file.required("tests")) {
      if (test.required("result").textValue().equals(result)) {
        tests.add(test);
      }
    }
    return tests;
  }

  List<String> tokens(String result) {
    return tests(result).stream().map(test -> test.required("token").textValue()).toList();
  }

  boolean accepts(String token) {
    try {
      verifier.verifyInvite(token, now);
      return true;
    } catch (InvalidTokenException e) {
      return false;
    }
  }

  private static TokenVerifier verifier(JsonNode policy) {
    var trusted = new ArrayList<BrokerKey.Public>();
    for (var jwk : policy.required("trustedKeys")) {
      var key = VerifyingKey.of(Base64Url.decode(jwk.required("x").textValue()));
      trusted.add(new BrokerKey.Public(jwk.required("kid").textValue(), key));
    }
    var keys = KeyRing.of(Tokens.brokerKey("signs nothing here"), trusted);
    var leeway = Duration.ofSeconds(policy.required("leewaySeconds").longValue());
    return new TokenVerifier(() -> keys, policy.required("iss").textValue(), leeway);
  }
}
