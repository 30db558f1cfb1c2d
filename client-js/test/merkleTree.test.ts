import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { type Bytes, u32 } from "../src/bytes.js";
import { provesConsistency } from "../src/consistencyProof.js";
import { provesInclusion } from "../src/inclusionProof.js";
import { leafHash, MerkleTree } from "../src/merkleTree.js";
import { consistencyPath, inclusionPath, rootOf } from "./merkleOracle.js";

const MAX_SIZE = 70;
const LEAVES = await Promise.all(
  Array.from({ length: MAX_SIZE }, (_, index) => leafHash(u32(index))),
);

const aSize = fc.integer({ min: 1, max: MAX_SIZE });
const aPair = aSize.chain((size) =>
  fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }),
);

describe("a tree", () => {
  it("has the root that the definition gives, at every size", async () => {
    const tree = new MerkleTree();
    for (let size = 0; size <= MAX_SIZE; size++) {
      expect(tree.size).toBe(size);
      expect(await tree.root()).toEqual(rootOf(LEAVES.slice(0, size)));
      await tree.append(leafAt(size % MAX_SIZE));
    }
  });
});

describe("a proof of inclusion", () => {
  it("verifies for every leaf of every tree", async () => {
    for (let size = 1; size <= 33; size++) {
      for (let index = 0; index < size; index++) {
        const { proof, leaf, root } = inclusion(index, size);
        expect(await provesInclusion(proof, leaf, root)).toBe(true);
      }
    }
  });

  it("proves nothing after any single change", async () => {
    await fc.assert(
      fc.asyncProperty(aPair, fc.nat(), async ({ index, size }, choice) => {
        const { proof, leaf, root } = inclusion(index, size);
        for (const hashes of changedLists(proof.hashes, choice)) {
          expect(await provesInclusion({ ...proof, hashes }, leaf, root)).toBe(false);
        }
        expect(await provesInclusion(proof, flipped(leaf, choice), root)).toBe(false);
        expect(await provesInclusion(proof, leaf, flipped(root, choice))).toBe(false);
        for (let other = -1; other <= size; other++) {
          const changed = await provesInclusion({ ...proof, index: other }, leaf, root);
          expect(changed).toBe(other === index);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [-1, 4],
    [0.5, 4],
    [4, 4],
    [0, 0],
    [0, -1],
    [0, Number.NaN],
    [0, 2 ** 53],
  ])("is refused for index %d of size %d, before its hashes count", async (index, size) => {
    expect(await provesInclusion({ index, size, hashes: [] }, leafAt(0), leafAt(0))).toBe(false);
  });

  it("has as many hashes as a tree of almost 2^53 leaves wants", async () => {
    const [index, size] = [2 ** 52, Number.MAX_SAFE_INTEGER];
    const hashes = Array.from({ length: 53 }, () => leafAt(1));
    const roots = await Promise.all(
      [52, 53].map((length) =>
        provesInclusion({ index, size, hashes: hashes.slice(0, length) }, leafAt(0), leafAt(0)),
      ),
    );
    expect(roots).toEqual([false, false]);
  });
});

describe("a proof of consistency", () => {
  it("verifies between any two sizes of one tree", async () => {
    for (let to = 1; to <= 33; to++) {
      for (let from = 1; from <= to; from++) {
        const { proof, fromRoot, toRoot } = consistency(from, to);
        expect(await provesConsistency(proof, fromRoot, toRoot)).toBe(true);
      }
    }
  });

  it("proves nothing after any single change", async () => {
    await fc.assert(
      fc.asyncProperty(aPair, fc.nat(), async ({ index, size: to }, choice) => {
        const from = index + 1;
        const { proof, fromRoot, toRoot } = consistency(from, to);
        for (const hashes of changedLists(proof.hashes, choice)) {
          expect(await provesConsistency({ ...proof, hashes }, fromRoot, toRoot)).toBe(false);
        }
        expect(await provesConsistency(proof, flipped(fromRoot, choice), toRoot)).toBe(false);
        expect(await provesConsistency(proof, fromRoot, flipped(toRoot, choice))).toBe(false);
        for (let other = -1; other <= to + 1; other++) {
          const changed = await provesConsistency({ ...proof, from: other }, fromRoot, toRoot);
          expect(changed).toBe(other === from);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("does not hide a fork: the smaller tree with any other leaf is no beginning", async () => {
    await fc.assert(
      fc.asyncProperty(aPair, fc.nat(), async ({ index, size: to }, choice) => {
        const { proof, toRoot } = consistency(index + 1, to);
        const forked = LEAVES.slice(0, index + 1).map((leaf, at) =>
          at === choice % (index + 1) ? flipped(leaf, choice) : leaf,
        );
        expect(await provesConsistency(proof, rootOf(forked), toRoot)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});

function inclusion(index: number, size: number) {
  const leaves = LEAVES.slice(0, size);
  const proof = { index, size, hashes: inclusionPath(index, leaves) };
  return { proof, leaf: leafAt(index), root: rootOf(leaves) };
}

function consistency(from: number, to: number) {
  const leaves = LEAVES.slice(0, to);
  const proof = { from, to, hashes: consistencyPath(from, leaves) };
  return { proof, fromRoot: rootOf(leaves.slice(0, from)), toRoot: rootOf(leaves) };
}

/** Lists that differ in one hash: one more, another, one cut short, one fewer, two swapped. */
function* changedLists(hashes: readonly Bytes[], choice: number): Generator<readonly Bytes[]> {
  yield [...hashes, leafAt(0)];
  yield [leafAt(0), ...hashes];
  for (const [at, hash] of hashes.entries()) {
    const [before, after] = [hashes.slice(0, at), hashes.slice(at + 1)];
    yield [...before, flipped(hash, choice), ...after];
    yield [...before, hash.slice(1), ...after];
    yield [...before, ...after];
    yield* after.slice(0, 1).map((next) => [...before, next, hash, ...after.slice(1)]);
  }
}

function flipped(hash: Bytes, choice: number): Bytes {
  const changed = new Uint8Array(hash);
  const at = choice % hash.length;
  changed[at] = (changed[at] ?? 0) ^ (1 << (choice & 7));
  return changed;
}

function leafAt(index: number): Bytes {
  const leaf = LEAVES[index];
  if (leaf === undefined) {
    throw new RangeError("no such leaf");
  }
  return leaf;
}
