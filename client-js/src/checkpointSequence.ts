import { type Bytes, equalBytes } from "./bytes.js";
import { type Checkpoint, openCheckpoint } from "./checkpoint.js";
import type { EntrySequence, VerifiedBefore } from "./entrySequence.js";
import type { CheckpointLine } from "./exportLine.js";
import { FormatError } from "./formatError.js";
import { InvalidNoteError } from "./invalidNoteError.js";
import { BrokenLedgerError } from "./ledgerVerdict.js";
import { MerkleTree } from "./merkleTree.js";
import type { NoteKey } from "./noteKey.js";

/**
 * The checkpoints of an export, one after the other: each signed, each of the root that its entries
 * have, and so each consistent with all others; the last one of all entries. On the way, what hosts
 * signed of the ledger's earlier states is compared, too.
 */
export class CheckpointSequence {
  readonly #key: NoteKey;
  readonly #leaves: readonly Bytes[];
  /** Not compared yet, the smallest first. */
  readonly #verifiedBefore: VerifiedBefore[];
  readonly #tree = new MerkleTree();
  readonly #roots = new Map<number, Bytes>();
  #newest = 0;
  /** How many entries a checkpoint or what a host had verified vouches for. */
  #covered = 0;

  constructor(key: NoteKey, { leaves, verifiedBefore }: EntrySequence) {
    this.#key = key;
    this.#leaves = leaves;
    this.#verifiedBefore = [...verifiedBefore].sort(
      (a, b) => a.checkpoint.size - b.checkpoint.size,
    );
  }

  /** How many there were. */
  get count(): number {
    return this.#roots.size;
  }

  /** The root at one of the sizes that there was a checkpoint of. */
  rootAt(size: number): Bytes | undefined {
    return this.#roots.get(size);
  }

  /** @throws {BrokenLedgerError} If the checkpoint is not one of these entries. */
  async add({ note }: CheckpointLine): Promise<void> {
    const { size, root } = await this.#open(note);
    if (size <= this.#newest) {
      const message = "the checkpoints are not in the order of their sizes";
      throw new BrokenLedgerError("order", null, message);
    }
    if (size > this.#leaves.length) {
      const message = `a checkpoint was signed of ${String(size)} entries`;
      throw new BrokenLedgerError("truncated", this.#leaves.length, message);
    }
    const other = await this.#advance(size);
    if (!equalBytes(await this.#tree.root(), root)) {
      const message = `one of the entries up to ${String(size - 1)} is not what was signed`;
      throw new BrokenLedgerError("root", this.#covered, message);
    }
    if (other !== undefined) {
      const message = `the host who acted in ${String(other.index)} had verified other entries`;
      throw new BrokenLedgerError("contradicted", this.#covered, message);
    }
    this.#newest = size;
    this.#covered = size;
    this.#roots.set(size, root);
  }

  /** @throws {BrokenLedgerError} If there are entries that none covers. */
  requireEnd(): void {
    if (this.#newest < this.#leaves.length || this.#newest === 0) {
      throw new BrokenLedgerError("truncated", this.#newest, "no signed checkpoint follows");
    }
  }

  async #open(note: string): Promise<Checkpoint> {
    try {
      return await openCheckpoint(note, this.#key);
    } catch (error) {
      if (error instanceof FormatError) {
        throw new BrokenLedgerError("malformed", null, "a checkpoint is none", error);
      }
      if (error instanceof InvalidNoteError) {
        const message = "a checkpoint is not signed by the key that genesis names";
        throw new BrokenLedgerError("signature", null, message, error);
      }
      throw error;
    }
  }

  /** Gives the first of those on the way who had verified other entries. */
  async #advance(size: number): Promise<VerifiedBefore | undefined> {
    let other = await this.#findOther();
    for (const leaf of this.#leaves.slice(this.#tree.size, size)) {
      await this.#tree.append(leaf);
      other ??= await this.#findOther();
    }
    return other;
  }

  async #findOther(): Promise<VerifiedBefore | undefined> {
    while (this.#verifiedBefore[0]?.checkpoint.size === this.#tree.size) {
      const before = this.#verifiedBefore.shift();
      if (before && !equalBytes(before.checkpoint.root, await this.#tree.root())) {
        return before;
      }
      this.#covered = this.#tree.size;
    }
    return undefined;
  }
}
