package dev.latchkey.crypto.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.crypto.Bytes;
import java.util.ArrayList;
import java.util.List;

/// A tree whose nodes stand in memory, and which counts how often one is read.
final class TestTree implements TreeNodes {
  private final List<List<Bytes>> levels = new ArrayList<>(List.of(new ArrayList<>()));
  private long reads;

  static TestTree of(List<byte[]> leaves) {
    var tree = new TestTree();
    leaves.forEach(tree::append);
    return tree;
  }

  /// A tree of so many different leaves.
  static TestTree ofSize(int size) {
    var tree = new TestTree();
    for (int i = 0; i < size; i++) {
      tree.append(Integer.toString(i).getBytes(US_ASCII));
    }
    return tree;
  }

  void append(byte[] leaf) {
    long index = size();
    var hashes = MerkleTree.append(this, index, MerkleTree.leafHash(leaf));
    for (int level = 0; level < hashes.size(); level++) {
      if (level == levels.size()) {
        levels.add(new ArrayList<>());
      }
      levels.get(level).add(hashes.get(level));
    }
  }

  long size() {
    return levels.getFirst().size();
  }

  Bytes leafHash(long index) {
    return levels.getFirst().get(Math.toIntExact(index));
  }

  Bytes root(long size) {
    return MerkleTree.root(this, size);
  }

  InclusionProof inclusion(long index, long size) {
    return new InclusionProof(index, size, MerkleTree.inclusionPath(this, index, size));
  }

  ConsistencyProof consistency(long from, long to) {
    return new ConsistencyProof(from, to, MerkleTree.consistencyPath(this, from, to));
  }

  /// How many nodes were read since the last time this was asked.
  long takeReads() {
    long taken = reads;
    reads = 0;
    return taken;
  }

  @Override
  public Bytes node(int level, long index) {
    reads++;
    return levels.get(level).get(Math.toIntExact(index));
  }
}
