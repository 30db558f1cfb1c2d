package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.vectors.ExternalVectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void rootsAreThoseOfRfc6962() throws IOException {
    var suite = ExternalVectors.json("rfc6962/rfc6962-roots.json");
    var leaves = new ArrayList<byte[]>();
    suite.required("leafInputsHex").forEach(leaf -> leaves.add(HEX.parseHex(leaf.textValue())));
    var tree = TestTree.of(leaves);

    var roots = new ArrayList<String>();
    for (long size = 0; size <= tree.size(); size++) {
      roots.add(HEX.formatHex(tree.root(size).toByteArray()));
    }

    var expected = new ArrayList<String>();
    suite.required("rootHashesHexBySize").forEach(root -> expected.add(root.textValue()));
    assertThat(roots).isEqualTo(expected);
    ExternalVectors.ran("rfc6962, roots", roots.size());
  }

  @Test
  void aLeafBringsThePerfectSubtreesThatItEnds() {
    var tree = TestTree.ofSize(7);

    List<Bytes> brought = MerkleTree.append(tree, 7, tree.leafHash(0));

    assertThat(brought).hasSize(4).startsWith(tree.leafHash(0));
    assertThat(MerkleTree.append(tree, 6, tree.leafHash(6))).containsExactly(tree.leafHash(6));
  }

  @Test
  void aLeafBehindTheLastOneIsNotProven() {
    var tree = TestTree.ofSize(64);

    for (int size = 1; size < 64; size++) {
      var path = MerkleTree.inclusionPath(tree, size, size + 1);
      var beyond = new InclusionProof(size, size, path);
      assertThat(beyond.proves(tree.leafHash(size), tree.root(size + 1))).as("" + size).isFalse();
    }
  }

  @Test
  void whatIsNotInTheTreeHasNoProof() {
    var tree = TestTree.ofSize(3);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleTree.inclusionPath(tree, 3, 3))
        .withMessageContaining("index");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleTree.inclusionPath(tree, -1, 3))
        .withMessageContaining("index");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleTree.consistencyPath(tree, 0, 3))
        .withMessageContaining("from");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleTree.consistencyPath(tree, 3, 2))
        .withMessageContaining("from");
  }
}
