package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import java.util.List;

/// That the tree of `from` leaves is the beginning of that of `to` leaves. RFC 9162 §2.1.4.
///
/// @param hashes none if the sizes are equal
public record ConsistencyProof(long from, long to, List<Bytes> hashes) {
  public ConsistencyProof {
    hashes = List.copyOf(hashes);
  }

  /// True only if 1 ≤ `from` ≤ `to`, there are exactly as many hashes as these ask for, and both
  /// roots follow from them.
  public boolean proves(Bytes fromRoot, Bytes toRoot) {
    if (from < 1 || from > to) {
      return false;
    }
    if (from == to) {
      return hashes.isEmpty() && fromRoot.equals(toRoot);
    }
    // The largest perfect subtree that ends where the earlier tree does, and the way up from it.
    int level = Long.numberOfTrailingZeros(from);
    var path = MerklePath.to(from - 1, to).from(level);
    boolean isWhole = from == 1L << level;
    if (hashes.isEmpty() && !isWhole) {
      return false;
    }
    Bytes seed = isWhole ? fromRoot : hashes.getFirst();
    var way = isWhole ? hashes : hashes.subList(1, hashes.size());
    return MerklePath.isHash(seed)
        && path.fits(way)
        && path.rootOfBeginning(seed, way).equals(fromRoot)
        && path.root(seed, way).equals(toRoot);
  }
}
