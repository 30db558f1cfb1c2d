package dev.latchkey.crypto.ledger;

import dev.latchkey.crypto.Bytes;
import java.util.List;

/// That a leaf stands at `index` in the tree of `size` leaves. RFC 9162 §2.1.3.
///
/// @param hashes the audit path, that of the leaf's sibling first
public record InclusionProof(long index, long size, List<Bytes> hashes) {
  public InclusionProof {
    hashes = List.copyOf(hashes);
  }

  /// True only if index and size are possible, there are exactly as many hashes as they ask for,
  /// and the path leads from this leaf to this root.
  public boolean proves(Bytes leafHash, Bytes root) {
    if (index < 0 || index >= size) {
      return false;
    }
    var path = MerklePath.to(index, size);
    return path.fits(hashes)
        && MerklePath.isHash(leafHash)
        && path.root(leafHash, hashes).equals(root);
  }
}
