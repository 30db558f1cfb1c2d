package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Proofs of random trees, and each with one change.
class MerkleTreeProperties {
  /// A place in a tree: 0 ≤ `index` < `size`.
  record Place(int index, int size) {}

  @Property
  void everyInclusionProofProvesAndNoneThatWasChanged(@ForAll("places") Place place) {
    var tree = TestTree.ofSize(place.size());
    var proof = tree.inclusion(place.index(), place.size());
    Bytes leafHash = tree.leafHash(place.index());
    Bytes root = tree.root(place.size());

    assertThat(proof.proves(leafHash, root)).isTrue();
    assertThat(proof.proves(flipped(leafHash), root)).isFalse();
    assertThat(proof.proves(leafHash, flipped(root))).isFalse();
    assertThat(changed(proof.hashes()))
        .as("hashes")
        .noneMatch(
            hashes ->
                new InclusionProof(proof.index(), proof.size(), hashes).proves(leafHash, root));
    assertThat(Stream.of(-1L, place.index() - 1L, place.index() + 1L, (long) place.size()))
        .as("index")
        .noneMatch(
            index ->
                new InclusionProof(index, proof.size(), proof.hashes()).proves(leafHash, root));
  }

  /// A path alone does not tell every size from every other (3 and 4 lead to leaf 0 in two steps
  /// each), so a root has to be that of the size it is said to be of.
  @Property
  void aProofForAnotherSizeDoesNotProve(@ForAll("places") Place place, @ForAll("sizes") int size) {
    Assume.that(size != place.size());
    var tree = TestTree.ofSize(Math.max(place.size(), size));
    var proof = tree.inclusion(place.index(), place.size());
    Bytes leafHash = tree.leafHash(place.index());

    var other = new InclusionProof(place.index(), size, proof.hashes());

    assertThat(other.proves(leafHash, tree.root(size))).isFalse();
    if (place.index() >= size || steps(tree, place.index(), size) != proof.hashes().size()) {
      assertThat(other.proves(leafHash, tree.root(place.size()))).isFalse();
    }
  }

  @Property
  void everyConsistencyProofProvesAndNoneThatWasChanged(@ForAll("places") Place place) {
    int from = place.index() + 1;
    int to = place.size();
    var tree = TestTree.ofSize(to);
    var proof = tree.consistency(from, to);
    Bytes fromRoot = tree.root(from);
    Bytes toRoot = tree.root(to);

    assertThat(proof.proves(fromRoot, toRoot)).isTrue();
    assertThat(proof.proves(flipped(fromRoot), toRoot)).isFalse();
    assertThat(proof.proves(fromRoot, flipped(toRoot))).isFalse();
    assertThat(changed(proof.hashes()))
        .as("hashes")
        .noneMatch(hashes -> new ConsistencyProof(from, to, hashes).proves(fromRoot, toRoot));
    assertThat(Stream.of(0, from - 1, from + 1).filter(other -> other <= to))
        .as("from")
        .noneMatch(
            other -> new ConsistencyProof(other, to, proof.hashes()).proves(fromRoot, toRoot));
  }

  /// Whoever rewrites one leaf of the beginning cannot prove that the tree only grew.
  @Property
  void noProofHidesARewrittenLeaf(@ForAll("places") Place place) {
    int from = place.index() + 1;
    var honest = TestTree.ofSize(from);
    var forged = new TestTree();
    for (int i = 0; i < place.size(); i++) {
      forged.append((i == place.index() ? "forged" : Integer.toString(i)).getBytes(US_ASCII));
    }

    assertThat(
            forged
                .consistency(from, place.size())
                .proves(honest.root(from), forged.root(place.size())))
        .isFalse();
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.integers().between(1, 300);
  }

  @Provide
  Arbitrary<Place> places() {
    return sizes()
        .flatMap(
            size ->
                Arbitraries.integers().between(0, size - 1).map(index -> new Place(index, size)));
  }

  private static int steps(TestTree tree, int index, int size) {
    return tree.inclusion(index, size).hashes().size();
  }

  /// Every list that one change makes: a bit, one hash more at either end, one less, two swapped.
  private static Stream<List<Bytes>> changed(List<Bytes> hashes) {
    var all = new ArrayList<List<Bytes>>();
    Bytes extra = MerkleTree.leafHash(new byte[] {42});
    all.add(Stream.concat(hashes.stream(), Stream.of(extra)).toList());
    all.add(Stream.concat(Stream.of(extra), hashes.stream()).toList());
    for (int i = 0; i < hashes.size(); i++) {
      var bit = new ArrayList<>(hashes);
      bit.set(i, flipped(hashes.get(i)));
      all.add(bit);
      var less = new ArrayList<>(hashes);
      less.remove(i);
      all.add(less);
      var twice = new ArrayList<>(hashes);
      twice.add(i, hashes.get(i));
      all.add(twice);
      if (i > 0) {
        var swapped = new ArrayList<>(hashes);
        swapped.set(i, hashes.get(i - 1));
        swapped.set(i - 1, hashes.get(i));
        all.add(swapped);
      }
    }
    return all.stream();
  }

  private static Bytes flipped(Bytes hash) {
    byte[] bytes = hash.toByteArray();
    bytes[bytes.length / 2] ^= 0x10;
    return Bytes.of(bytes);
  }
}
