package dev.latchkey.crypto.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Wycheproof has no JWS by Ed25519: whatever it calls valid is none of ours.
class ForeignTokensTest {
  @ParameterizedTest
  @CsvSource({
    "json_web_crypto_test.json, 83",
    "json_web_encryption_test.json, 139",
    "json_web_key_test.json, 26",
    "json_web_signature_test.json, 401",
  })
  void noVerifierTakesOne(String file, int count) throws IOException {
    var tokens = tokens(ExternalVectors.json("wycheproof/" + file));

    assertThat(tokens).hasSize(count);
    for (var token : tokens) {
      assertRefused(() -> Tokens.verifier().verifyInvite(token, Tokens.NOW), token);
      assertRefused(() -> Tokens.verifier().verifyAccess(token, Tokens.NOW), token);
      assertRefused(() -> DpopProof.verify(token), token);
      assertRefused(() -> RefreshProof.verify(token, _ -> Optional.empty()), token);
    }
    ExternalVectors.ran("Wycheproof " + file, count);
  }

  private static List<String> tokens(JsonNode file) {
    var tokens = new ArrayList<String>();
    for (var group : file.path("testGroups")) {
      for (var test : group.path("tests")) {
        var token = test.has("jws") ? test.path("jws") : test.path("jwe");
        tokens.add(token.isTextual() ? token.textValue() : token.toString());
      }
    }
    return tokens;
  }

  private static void assertRefused(Runnable verification, String token) {
    assertThatExceptionOfType(InvalidTokenException.class).as(token).isThrownBy(verification::run);
  }
}
