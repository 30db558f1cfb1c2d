import type { Bytes } from "./bytes.js";
import { sha256OfFew } from "./hashes.js";
import { NO_CHECKPOINT } from "./noCheckpoint.js";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of one leaf, from its bytes. RFC 6962 §2.1. */
export function leafHash(leaf: Uint8Array): Promise<Bytes> {
  return sha256OfFew(LEAF, leaf);
}

/** The hash of the node above two others. RFC 6962 §2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Bytes> {
  return sha256OfFew(NODE, left, right);
}

/**
 * A tree that grows leaf by leaf and knows its root. It keeps a hash for each of the perfect
 * subtrees that it is made of, which are at most as many as its size has bits. FORMATS.md §11.4.
 */
export class MerkleTree {
  #size: number;
  readonly #subtrees: Bytes[];

  /** The empty one, or one of the size and subtrees that another one had. */
  constructor(size = 0, subtrees: readonly Bytes[] = []) {
    this.#size = size;
    this.#subtrees = [...subtrees];
  }

  get size(): number {
    return this.#size;
  }

  /** Hashes of the perfect subtrees, the largest and leftmost first. */
  get subtrees(): readonly Bytes[] {
    return [...this.#subtrees];
  }

  async append(leafHash: Bytes): Promise<void> {
    let hash = leafHash;
    for (let merged = this.#size; merged % 2 === 1; merged = Math.floor(merged / 2)) {
      hash = await nodeHash(this.#subtrees.pop() ?? hash, hash);
    }
    this.#subtrees.push(hash);
    this.#size++;
  }

  /** H("") for the empty tree. */
  async root(): Promise<Bytes> {
    let root = this.#subtrees.at(-1) ?? NO_CHECKPOINT.root;
    for (const left of this.#subtrees.slice(0, -1).reverse()) {
      root = await nodeHash(left, root);
    }
    return root;
  }
}
