package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class TlogProofTest {
  @Test
  void aProofIsWrittenAsItIsRead() {
    var tree = TestTree.ofSize(11);
    var proof = new TlogProof(6, tree.inclusion(6, 11).hashes(), "a note\n");

    assertThat(TlogProof.parse(proof.text())).isEqualTo(proof);
  }

  @Test
  void everyProofOfTheSuiteIsJudgedAsItSays() throws IOException {
    var verdicts = new ArrayList<String>();
    var expected = new ArrayList<String>();
    for (var test : ExternalVectors.json("signed-note/tlog-proof-vectors.json").required("tests")) {
      String name = test.required("desc").textValue() + ": ";
      verdicts.add(name + isRead(test.required("proof").textValue()));
      expected.add(name + test.required("parses").booleanValue());
    }

    assertThat(verdicts).isEqualTo(expected);
    ExternalVectors.ran("signed-note, tlog-proofs", verdicts.size());
  }

  private static boolean isRead(String text) {
    try {
      var proof = TlogProof.parse(text);
      return TlogProof.parse(proof.text()).equals(proof);
    } catch (FormatException e) {
      return false;
    }
  }
}
