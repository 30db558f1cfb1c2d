package dev.latchkey.crypto.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The corpus of forged and malformed invite tokens: everything in it but the controls and what we
/// decided to take is refused, each by the one documented exception.
class InviteTokenAttacksTest {
  private AttackCorpus corpus;

  @BeforeEach
  void read() throws IOException {
    corpus = AttackCorpus.read();
  }

  @Test
  void validTokensAreAccepted() {
    var valid = corpus.tokens("valid");

    assertThat(valid).allMatch(corpus::accepts);
    ExternalVectors.ran("invite-token-attacks, valid", valid.size());
  }

  @Test
  void attacksAreRefused() {
    var invalid = corpus.tokens("invalid");

    assertThat(invalid).noneMatch(corpus::accepts);
    ExternalVectors.ran("invite-token-attacks, invalid", invalid.size());
  }

  /// Each as the table in FORMATS.md §6.1 decides it.
  @Test
  void mattersOfPolicyAreDecidedOneByOne() {
    var verdicts = new TreeMap<Integer, String>();
    for (var test : corpus.tests("policy")) {
      var accepted = corpus.accepts(test.required("token").textValue());
      verdicts.put(
          test.required("id").intValue(),
          test.required("reason").textValue() + (accepted ? ", accepted" : ", refused"));
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
}
