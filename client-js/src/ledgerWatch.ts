import type { BrokerLedger } from "./brokerLedger.js";
import { type Bytes, equalBytes } from "./bytes.js";
import { openCheckpoint, sessionTreeOrigin } from "./checkpoint.js";
import type { CheckpointStore, VerifiedCheckpoint } from "./checkpointStore.js";
import { provesConsistency } from "./consistencyProof.js";
import { contradiction } from "./dishonestBroker.js";
import { BrokerError } from "./errors.js";
import { forgetOldest } from "./forgetOldest.js";
import { FormatError } from "./formatError.js";
import { InvalidNoteError } from "./invalidNoteError.js";
import { Mutex } from "./mutex.js";
import { noteKey } from "./noteKey.js";
import type { Roster } from "./roster.js";
import type { TreeHead } from "./statement.js";

export interface WatchParts {
  readonly ledger: Pick<BrokerLedger, "checkpoint" | "consistency">;
  readonly checkpoints: CheckpointStore;
  /** With the genesis that pins the ledger key. */
  readonly roster: () => Roster;
}

const MAX_HEADS = 1_024;

/**
 * Follows the checkpoints of one ledger. Each that is taken is signed by the key that the genesis
 * pins, and proven to only add to the one before, whatever tab of this device took that.
 */
export class LedgerWatch {
  readonly #parts: WatchParts;
  /** Roots by size that are proven to be of this ledger. */
  readonly #roots = new Map<number, Bytes>();
  readonly #turn = new Mutex();

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  get newest(): VerifiedCheckpoint | null {
    return this.#parts.checkpoints.newest;
  }

  /**
   * Takes a checkpoint that the broker sent.
   *
   * @throws {DishonestBrokerError} If it contradicts what this device has verified
   */
  take(note: string, signal: AbortSignal): Promise<void> {
    return this.#turn.run(async () => {
      await this.#take(note, signal);
    });
  }

  /**
   * Asks the broker for its newest checkpoint, and takes that; null if it keeps no ledger.
   *
   * @throws {DishonestBrokerError} If that is less or other than this device has verified
   */
  look(signal: AbortSignal): Promise<VerifiedCheckpoint | null> {
    return this.#turn.run(() => this.#look(signal));
  }

  /**
   * Whether somebody who verified this saw the same ledger as this device, which asks the broker
   * where it does not know.
   *
   * @throws {DishonestBrokerError} If the broker contradicts this device by its answer
   */
  agrees(head: TreeHead, signal: AbortSignal): Promise<boolean> {
    return this.#turn.run(() => this.#agrees(head, signal));
  }

  /** A checkpoint of this ledger by the key that the genesis pins; undefined if it is none. */
  async open(note: string): Promise<VerifiedCheckpoint | undefined> {
    const { origin, sid, ledgerKey } = this.#parts.roster();
    try {
      const key = await noteKey(await sessionTreeOrigin(origin, sid), ledgerKey);
      const { size, root } = await openCheckpoint(note, key);
      return { size, root, note };
    } catch (error) {
      if (error instanceof FormatError || error instanceof InvalidNoteError) {
        return undefined;
      }
      throw error;
    }
  }

  async #take(note: string, signal: AbortSignal): Promise<VerifiedCheckpoint> {
    const next = await this.open(note);
    if (next === undefined) {
      throw contradiction("the broker signs its ledger by another key", [note]);
    }
    for (;;) {
      const kept = await this.#load();
      if (kept !== null && next.size < kept.size) {
        // An older one may be late. One that the broker does not go beyond is a rollback.
        await this.#askForNewest(kept, signal);
        await this.#requireAgreement(next, kept, signal);
        return next;
      }
      await this.#requireAgreement(kept, next, signal);
      if (kept?.size === next.size || (await this.#parts.checkpoints.replace(kept, next))) {
        this.#learn(next);
        return next;
      }
    }
  }

  async #look(signal: AbortSignal): Promise<VerifiedCheckpoint | null> {
    const kept = await this.#load();
    const note = await this.#askForNewest(kept, signal);
    return note === null ? null : this.#take(note, signal);
  }

  /** Null if the broker keeps no ledger. */
  async #askForNewest(
    kept: VerifiedCheckpoint | null,
    signal: AbortSignal,
  ): Promise<string | null> {
    let note: string;
    try {
      note = await this.#parts.ledger.checkpoint(signal);
    } catch (error) {
      if (error instanceof BrokerError && error.code === "not_found" && kept === null) {
        return null;
      }
      throw error;
    }
    const newest = await this.open(note);
    if (kept !== null && newest !== undefined && newest.size < kept.size) {
      const message = "the broker has less of the ledger than this device has verified";
      throw contradiction(message, [kept.note, note]);
    }
    return note;
  }

  async #agrees(head: TreeHead, signal: AbortSignal): Promise<boolean> {
    const known = this.#roots.get(head.size);
    if (known !== undefined) {
      return equalBytes(known, head.root);
    }
    let own = await this.#load();
    if (own === null || own.size < head.size) {
      own = await this.#look(signal);
    }
    if (own === null || own.size < head.size || !(await this.#proves(head, own, signal))) {
      return false;
    }
    this.#learn(head);
    return true;
  }

  async #requireAgreement(
    before: VerifiedCheckpoint | null,
    after: VerifiedCheckpoint,
    signal: AbortSignal,
  ): Promise<void> {
    if (before !== null && !(await this.#proves(before, after, signal))) {
      const message = "the broker signs two ledgers of which neither begins with the other";
      throw contradiction(message, [before.note, after.note]);
    }
  }

  /** Whether the larger one begins with the smaller one. The empty one begins all. */
  async #proves(from: TreeHead, to: TreeHead, signal: AbortSignal): Promise<boolean> {
    if (from.size === to.size) {
      return equalBytes(from.root, to.root);
    }
    if (from.size === 0) {
      return true;
    }
    const proof = await this.#parts.ledger.consistency(from.size, to.size, signal);
    return provesConsistency(proof, from.root, to.root);
  }

  async #load(): Promise<VerifiedCheckpoint | null> {
    const kept = await this.#parts.checkpoints.load();
    if (kept !== null) {
      this.#learn(kept);
    }
    return kept;
  }

  #learn({ size, root }: TreeHead): void {
    this.#roots.set(size, root);
    forgetOldest(this.#roots, MAX_HEADS);
  }
}
