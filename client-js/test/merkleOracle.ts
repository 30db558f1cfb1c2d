import { createHash } from "node:crypto";

import { type Bytes, concat } from "../src/bytes.js";

// The definitions of RFC 6962 §2.1 as they stand there: slow, and another way to write them than
// that of the code under test.

/** MTH(D[n]) over the hashes of leaves. */
export function rootOf(leaves: readonly Bytes[]): Bytes {
  const [only] = leaves;
  if (only === undefined) {
    return sha256();
  }
  if (leaves.length === 1) {
    return only;
  }
  const [left, right] = split(leaves);
  return sha256(Uint8Array.of(1), rootOf(left), rootOf(right));
}

/** PATH(m, D[n]). */
export function inclusionPath(index: number, leaves: readonly Bytes[]): readonly Bytes[] {
  if (leaves.length === 1) {
    return [];
  }
  const [left, right] = split(leaves);
  return index < left.length
    ? [...inclusionPath(index, left), rootOf(right)]
    : [...inclusionPath(index - left.length, right), rootOf(left)];
}

/** PROOF(m, D[n]). */
export function consistencyPath(from: number, leaves: readonly Bytes[]): readonly Bytes[] {
  return subProof(from, leaves, true);
}

function subProof(from: number, leaves: readonly Bytes[], isWhole: boolean): readonly Bytes[] {
  if (from === leaves.length) {
    return isWhole ? [] : [rootOf(leaves)];
  }
  const [left, right] = split(leaves);
  return from <= left.length
    ? [...subProof(from, left, isWhole), rootOf(right)]
    : [...subProof(from - left.length, right, false), rootOf(left)];
}

/** At the largest power of two below their number. */
function split(leaves: readonly Bytes[]): [readonly Bytes[], readonly Bytes[]] {
  let half = 1;
  while (2 * half < leaves.length) {
    half *= 2;
  }
  return [leaves.slice(0, half), leaves.slice(half)];
}

function sha256(...parts: readonly Uint8Array[]): Bytes {
  return new Uint8Array(
    createHash("sha256")
      .update(concat(...parts))
      .digest(),
  );
}
