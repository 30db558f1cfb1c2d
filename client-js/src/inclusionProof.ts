import { type Bytes, equalBytes } from "./bytes.js";
import { areHashes, climb, isSize, pathOf } from "./merklePath.js";

/** That the leaf at `index` is in the tree of this size: the siblings on its way up, lowest first. */
export interface InclusionProof {
  readonly index: number;
  readonly size: number;
  readonly hashes: readonly Bytes[];
}

/**
 * Whether the leaf with this hash is at the proof's index in the tree with this root. Index, size
 * and the exact number of hashes are checked before anything is hashed. RFC 9162 §2.1.3.2.
 */
export async function provesInclusion(
  { index, size, hashes }: InclusionProof,
  leafHash: Bytes,
  root: Bytes,
): Promise<boolean> {
  if (!isSize(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) {
    return false;
  }
  const path = pathOf(index, size);
  if (hashes.length !== path.inner + path.border || !areHashes([leafHash, ...hashes])) {
    return false;
  }
  return equalBytes(await climb(leafHash, path, hashes), root);
}
