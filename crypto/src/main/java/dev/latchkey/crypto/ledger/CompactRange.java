package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import java.util.ArrayList;
import java.util.List;

/// The root of a tree that grows leaf by leaf, out of the hashes of its largest perfect subtrees
/// alone: one for each bit of its size.
final class CompactRange {
  private final List<Bytes> subtrees = new ArrayList<>();
  private long size;

  void append(Bytes leafHash) {
    Bytes hash = leafHash;
    for (int level = 0; MerkleTree.isSet(size, level); level++) {
      hash = MerkleTree.parent(subtrees.removeLast(), hash);
    }
    subtrees.add(hash);
    size++;
  }

  long size() {
    return size;
  }

  Bytes root() {
    return subtrees.reversed().stream()
        .reduce((right, left) -> MerkleTree.parent(left, right))
        .orElse(MerkleTree.EMPTY_ROOT);
  }
}
