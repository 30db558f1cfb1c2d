package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;

/// The hashes of the perfect subtrees of one tree, wherever they are kept.
@FunctionalInterface
public interface TreeNodes {
  /// The hash over the leaves from `index`·2^`level` and before (`index` + 1)·2^`level`; level 0
  /// are the leaf hashes. [MerkleTree] asks only for subtrees that lie in the tree as a whole.
  /// Throws [java.util.NoSuchElementException] if it is not kept any more.
  Bytes node(int level, long index);
}
