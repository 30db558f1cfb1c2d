import type { Bytes } from "./bytes.js";
import { nodeHash } from "./merkleTree.js";

export const HASH_BYTES = 32;

/** The way from one leaf up to the root of a tree, as the leaf's index and the size lay it out. */
export interface MerklePath {
  /** The node's place among those of its level; its low bits say which child each step is. */
  readonly index: number;
  /** How many steps have a sibling on either side; as many bits of the index count. */
  readonly inner: number;
  /** How many steps after these have a sibling on the left. */
  readonly border: number;
}

/** Of a leaf with this index below `size`. */
export function pathOf(index: number, size: number): MerklePath {
  let inner = 0;
  let [node, last] = [index, size - 1];
  for (; node !== last; inner++) {
    [node, last] = [half(node), half(last)];
  }
  return { index, inner, border: oneBits(node) };
}

/** The root over the hash of a leaf, by the siblings on its way, of which there are enough. */
export async function climb(
  hash: Bytes,
  { index, inner }: MerklePath,
  siblings: readonly Bytes[],
): Promise<Bytes> {
  let [root, rest] = [hash, index];
  for (const [step, sibling] of siblings.entries()) {
    const isLeft = step < inner && rest % 2 === 0;
    root = await (isLeft ? nodeHash(root, sibling) : nodeHash(sibling, root));
    rest = half(rest);
  }
  return root;
}

/** The root that was, when all on the right of the way were not there yet. */
export async function climbRight(
  hash: Bytes,
  { index, inner }: MerklePath,
  siblings: readonly Bytes[],
): Promise<Bytes> {
  let [root, rest] = [hash, index];
  for (const [step, sibling] of siblings.entries()) {
    if (step >= inner || rest % 2 === 1) {
      root = await nodeHash(sibling, root);
    }
    rest = half(rest);
  }
  return root;
}

export function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === HASH_BYTES);
}

export function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

export function half(value: number): number {
  return Math.floor(value / 2);
}

function oneBits(value: number): number {
  let ones = 0;
  for (let rest = value; rest > 0; rest = half(rest)) {
    ones += rest % 2;
  }
  return ones;
}
