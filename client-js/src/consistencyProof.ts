import { type Bytes, equalBytes } from "./bytes.js";
import { areHashes, climb, climbRight, half, isSize, pathOf } from "./merklePath.js";

/** That the tree of size `to` begins with all leaves of the tree of size `from`. */
export interface ConsistencyProof {
  readonly from: number;
  readonly to: number;
  readonly hashes: readonly Bytes[];
}

/**
 * Whether the tree with `toRoot` only adds leaves to the one with `fromRoot`. Sizes and the exact
 * number of hashes are checked before anything is hashed; the tree of size 0 is a part of every
 * other and needs no proof, so it has none. RFC 9162 §2.1.4.2.
 */
export async function provesConsistency(
  { from, to, hashes }: ConsistencyProof,
  fromRoot: Bytes,
  toRoot: Bytes,
): Promise<boolean> {
  if (!isSize(from) || !isSize(to) || from > to) {
    return false;
  }
  if (from === to) {
    return hashes.length === 0 && equalBytes(fromRoot, toRoot);
  }
  const { seed, path, siblings } = layOut(from, to, hashes, fromRoot);
  if (siblings.length !== path.inner + path.border || !areHashes([fromRoot, ...hashes])) {
    return false;
  }
  return (
    equalBytes(await climbRight(seed, path, siblings), fromRoot) &&
    equalBytes(await climb(seed, path, siblings), toRoot)
  );
}

/** The way starts at the last perfect subtree of the smaller tree, which may be all of it. */
function layOut(
  from: number,
  to: number,
  hashes: readonly Bytes[],
  fromRoot: Bytes,
): { seed: Bytes; path: ReturnType<typeof pathOf>; siblings: readonly Bytes[] } {
  const way = pathOf(from - 1, to);
  let [perfect, index, level] = [from, from - 1, 0];
  for (; perfect % 2 === 0; level++) {
    [perfect, index] = [half(perfect), half(index)];
  }
  const path = { ...way, index, inner: way.inner - level };
  const [first = fromRoot, ...others] = hashes;
  return perfect === 1
    ? { seed: fromRoot, path, siblings: hashes }
    : { seed: first, path, siblings: others };
}
