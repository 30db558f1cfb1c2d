package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a tree of a million leaves costs, in nodes read: no clock has a say in it.
class TreeCostTest {
  private static final int LEAVES = 1_000_000;

  /// The number of levels above the leaves: 2^20 is the first power of two that is no less.
  private static final int LEVELS = 20;

  @Test
  void appendingAndProvingReadAFewNodesOfAMillion() {
    var tree = new TestTree();
    long most = 0;
    long all = 0;
    for (int i = 0; i < LEAVES; i++) {
      tree.append(Integer.toString(i).getBytes(US_ASCII));
      long reads = tree.takeReads();
      most = Math.max(most, reads);
      all += reads;
    }
    // One read joins two subtrees, and a tree of n leaves has fewer than n joints.
    assertThat(all).isLessThan(LEAVES);
    assertThat(most).isLessThan(LEVELS);

    var root = tree.root(LEAVES);
    assertThat(tree.takeReads()).isLessThanOrEqualTo(LEVELS);
    var random = new Random(20_261_130);
    long proofs = 0;
    for (int i = 0; i < 1_000; i++) {
      int index = random.nextInt(LEAVES);
      var inclusion = tree.inclusion(index, LEAVES);
      long included = tree.takeReads();
      var consistency = tree.consistency(index + 1, LEAVES);
      long consistent = tree.takeReads();

      proofs = Math.max(proofs, Math.max(included, consistent));
      assertThat(inclusion.hashes()).hasSizeLessThanOrEqualTo(LEVELS);
      assertThat(consistency.hashes()).hasSizeLessThanOrEqualTo(LEVELS + 1);
      assertThat(inclusion.proves(tree.leafHash(index), root)).isTrue();
      assertThat(consistency.proves(tree.root(index + 1), root)).isTrue();
      tree.takeReads();
    }
    assertThat(proofs).isLessThanOrEqualTo(2 * LEVELS);
    System.out.println(
        "a tree of 1,000,000: at most " + most + " nodes read to append, " + proofs + " to prove");
  }
}
