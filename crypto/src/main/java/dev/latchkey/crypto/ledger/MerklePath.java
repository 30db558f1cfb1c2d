package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import java.util.List;

/// The way up from a subtree to the root, whose turns follow from where it stands and how large the
/// tree is.
///
/// @param turns bit by bit from below: whether the sibling stands to the left
/// @param inner how many siblings there are below the right edge of the tree
/// @param border how many there are along that edge, which all stand to the left
record MerklePath(long turns, int inner, int border) {
  static MerklePath to(long index, long size) {
    int inner = Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
    return new MerklePath(index, inner, Long.bitCount(index >> inner));
  }

  static boolean isHash(Bytes hash) {
    return hash.size() == MerkleTree.HASH_SIZE;
  }

  /// The upper part of this way, from that level on.
  MerklePath from(int level) {
    return new MerklePath(turns >> level, inner - level, border);
  }

  boolean fits(List<Bytes> hashes) {
    return hashes.size() == inner + border && hashes.stream().allMatch(MerklePath::isHash);
  }

  /// The root that the siblings and the subtree below them add up to.
  Bytes root(Bytes subtree, List<Bytes> hashes) {
    Bytes hash = subtree;
    for (int i = 0; i < hashes.size(); i++) {
      boolean isLeft = i >= inner || MerkleTree.isSet(turns, i);
      hash =
          isLeft ? MerkleTree.parent(hashes.get(i), hash) : MerkleTree.parent(hash, hashes.get(i));
    }
    return hash;
  }

  /// The root of the tree that ends with this subtree: only what stands to the left belongs to it.
  Bytes rootOfBeginning(Bytes subtree, List<Bytes> hashes) {
    Bytes hash = subtree;
    for (int i = 0; i < hashes.size(); i++) {
      if (i >= inner || MerkleTree.isSet(turns, i)) {
        hash = MerkleTree.parent(hashes.get(i), hash);
      }
    }
    return hash;
  }
}
