package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlogProofTest {
  @Test
  void aProofIsWrittenAsItIsRead() {
    var tree = TestTree.ofSize(11);
    var proof = new TlogProof(6, tree.inclusion(6, 11).hashes(), "a note\n");

    assertThat(TlogProof.parse(proof.text())).isEqualTo(proof);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 62, 63})
  void asManyHashesAreReadAsATreeCanNeed(int hashes) {
    var proof = new TlogProof(0, Collections.nCopies(hashes, MerkleTree.EMPTY_ROOT), "a note\n");

    assertThat(TlogProof.parse(proof.text())).isEqualTo(proof);
  }

  @Test
  void whatCannotBeAProofIsNotMade() {
    var short31 = Bytes.of(new byte[31]);

    assertIsRefused(() -> new TlogProof(-1, List.of(), "a note\n"));
    assertIsRefused(() -> new TlogProof(0, List.of(), ""));
    assertIsRefused(() -> new TlogProof(0, List.of(short31), "a note\n"));
    assertIsRefused(
        () -> new TlogProof(0, Collections.nCopies(64, MerkleTree.EMPTY_ROOT), "a note\n"));
    assertIsRefused(
        () ->
            TlogProof.parse(new TlogProof(0, List.of(), "x".repeat(SignedNote.MAX_CHARS)).text()));
  }

  @Test
  void aProofOfTheLargestSizeIsRead() {
    int rest = SignedNote.MAX_CHARS - new TlogProof(0, List.of(), "x").text().length() + 1;
    var proof = new TlogProof(0, List.of(), "x".repeat(rest));

    assertThat(TlogProof.parse(proof.text())).isEqualTo(proof);
  }

  @Test
  void aProofOfExtraDataAloneIsNone() {
    String text = new TlogProof(5, List.of(), "a note\n").text();

    assertThat(TlogProof.parse(text.replace("index 5", "extra AAAA\nindex 5")).index())
        .isEqualTo(5);
    assertIsRefused(() -> TlogProof.parse(text.replace("index 5", "extra AAAA")));
  }

  @Test
  void linesEndWithALineFeedAlone() {
    String text = new TlogProof(5, List.of(MerkleTree.EMPTY_ROOT), "a note\n").text();

    assertIsRefused(() -> TlogProof.parse(text.replace("index 5\n", "index 5\r\n")));
    assertIsRefused(() -> TlogProof.parse(text.replace("index 5\n", "index 5\r")));
  }

  private static void assertIsRefused(ThrowingCallable call) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(call);
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
