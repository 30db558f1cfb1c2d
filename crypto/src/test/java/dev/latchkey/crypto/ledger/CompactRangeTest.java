package dev.latchkey.crypto.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactRangeTest {
  @Test
  void theRootIsThatOfTheWholeTreeAtEverySize() {
    var range = new CompactRange();
    var leaves = new ArrayList<Bytes>();

    assertThat(range.root()).isEqualTo(MerkleTree.EMPTY_ROOT);
    for (int size = 1; size <= 70; size++) {
      var leaf = MerkleTree.leafHash(new byte[] {(byte) size});
      leaves.add(leaf);
      range.append(leaf);

      assertThat(range.size()).isEqualTo(size);
      assertThat(range.root()).as("size %s", size).isEqualTo(root(leaves));
    }
  }

  /// RFC 6962 §2.1, word for word.
  private static Bytes root(List<Bytes> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int left = Integer.highestOneBit(leaves.size() - 1);
    return MerkleTree.parent(
        root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
  }
}
