package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The proofs of transparency-dev/merkle, of which nearly all are lies.
class ProofVectorsTest {
  @Test
  void onlyTrueInclusionProofsProve() throws IOException {
    verdicts(
        "transparency-dev-merkle/inclusion",
        proof ->
            new InclusionProof(number(proof, "leafIdx"), number(proof, "treeSize"), hashes(proof))
                .proves(bytes(proof.get("leafHash")), bytes(proof.get("root"))));
  }

  @Test
  void onlyTrueConsistencyProofsProve() throws IOException {
    verdicts(
        "transparency-dev-merkle/consistency",
        proof ->
            new ConsistencyProof(number(proof, "size1"), number(proof, "size2"), hashes(proof))
                .proves(bytes(proof.get("root1")), bytes(proof.get("root2"))));
  }

  private static void verdicts(String folder, Predicate<JsonNode> proves) throws IOException {
    var files = ExternalVectors.files(folder, ".json");
    var wrong = new ArrayList<String>();
    var verdicts = new ArrayList<Boolean>();
    for (String file : files) {
      var proof = ExternalVectors.json(file);
      boolean expected = !proof.required("wantErr").booleanValue();
      verdicts.add(expected);
      if (proves.test(proof) != expected) {
        wrong.add(file);
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(verdicts.stream().collect(Collectors.toSet())).isEqualTo(Set.of(true, false));
    ExternalVectors.ran(folder, files.size());
  }

  /// Numbers beyond 2^63 wrap around and are negative, as they would be in a careless reader.
  private static long number(JsonNode proof, String name) {
    return proof.required(name).longValue();
  }

  private static List<Bytes> hashes(JsonNode proof) {
    var hashes = new ArrayList<Bytes>();
    proof.required("proof").forEach(hash -> hashes.add(bytes(hash)));
    return hashes;
  }

  private static Bytes bytes(JsonNode base64) {
    return Bytes.of(StandardBase64.decode(base64.textValue()));
  }
}
