package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1) over SHA-256. A tree is known by its size and
/// the hashes of its perfect subtrees; each operation reads O(log size) of them.
public final class MerkleTree {
  public static final int HASH_SIZE = 32;

  /// The root of a tree without leaves.
  public static final Bytes EMPTY_ROOT = Bytes.of(Hashes.sha256());

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleTree() {}

  public static Bytes leafHash(byte[] leaf) {
    return Bytes.of(Hashes.sha256(LEAF, leaf));
  }

  /// The hashes of all perfect subtrees that end with the new leaf `index`, its own first: those
  /// that a tree of `index` leaves has to keep in addition.
  public static List<Bytes> append(TreeNodes nodes, long index, Bytes leafHash) {
    var hashes = new ArrayList<Bytes>();
    hashes.add(leafHash);
    for (int level = 0; isSet(index, level); level++) {
      hashes.add(parent(nodes.node(level, (index >> level) - 1), hashes.getLast()));
    }
    return hashes;
  }

  public static Bytes root(TreeNodes nodes, long size) {
    return size == 0 ? EMPTY_ROOT : subtree(nodes, 0, size);
  }

  /// The audit path of leaf `index` in the tree of `size` leaves, that of its sibling first. RFC
  /// 9162 §2.1.3.1. Throws IllegalArgumentException unless the tree has that leaf.
  public static List<Bytes> inclusionPath(TreeNodes nodes, long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("index: want 0 to size - 1");
    }
    var path = new ArrayList<Bytes>();
    long begin = 0;
    long end = size;
    while (end - begin > 1) {
      long middle = begin + split(end - begin);
      if (index < middle) {
        path.add(subtree(nodes, middle, end));
        end = middle;
      } else {
        path.add(subtree(nodes, begin, middle));
        begin = middle;
      }
    }
    return path.reversed();
  }

  /// What shows that the tree of `from` leaves is the beginning of that of `to`. RFC 9162 §2.1.4.1.
  /// Throws IllegalArgumentException unless 1 ≤ `from` ≤ `to`.
  public static List<Bytes> consistencyPath(TreeNodes nodes, long from, long to) {
    if (from < 1 || from > to) {
      throw new IllegalArgumentException("from: want 1 to the size of the later tree");
    }
    var path = new ArrayList<Bytes>();
    long begin = 0;
    long end = to;
    while (from < end) {
      long middle = begin + split(end - begin);
      if (from <= middle) {
        path.add(subtree(nodes, middle, end));
        end = middle;
      } else {
        path.add(subtree(nodes, begin, middle));
        begin = middle;
      }
    }
    if (begin > 0) {
      path.add(subtree(nodes, begin, end));
    }
    return path.reversed();
  }

  static Bytes parent(Bytes left, Bytes right) {
    return Bytes.of(Hashes.sha256(NODE, left.toByteArray(), right.toByteArray()));
  }

  static boolean isSet(long number, int bit) {
    return (number >> bit & 1) == 1;
  }

  /// The hash over the leaves from `begin` and before `end`, a range that halving the tree leads
  /// to: its perfect subtrees, joined from the right.
  private static Bytes subtree(TreeNodes nodes, long begin, long end) {
    long size = end - begin;
    int level = Long.numberOfTrailingZeros(size);
    long at = end - (1L << level);
    Bytes hash = nodes.node(level, at >> level);
    while (at > begin) {
      level = Long.numberOfTrailingZeros(at - begin);
      at -= 1L << level;
      hash = parent(nodes.node(level, at >> level), hash);
    }
    return hash;
  }

  /// The largest power of two below `size`, which is at least 2.
  private static long split(long size) {
    return Long.highestOneBit(size - 1);
  }
}
