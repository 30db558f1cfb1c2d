import { type BrokerLedger, MAX_PAGE, type ServedEntry } from "./brokerLedger.js";
import { type Bytes, equalBytes, utf8 } from "./bytes.js";
import type { VerifiedCheckpoint } from "./checkpointStore.js";
import type { DeviceStore } from "./deviceStore.js";
import { contradiction } from "./dishonestBroker.js";
import { FormatError } from "./formatError.js";
import { type LedgerEntry, parseLedgerEntry } from "./ledgerEntry.js";
import { ledgerPrefix } from "./ledgerPrefix.js";
import type { LedgerWatch } from "./ledgerWatch.js";
import { leafHash, MerkleTree } from "./merkleTree.js";
import type { RosterFollower } from "./rosterFollower.js";
import type { SessionId } from "./sessionId.js";
import { isEntryOf } from "./statedEntries.js";

export interface MatchingParts {
  readonly sid: SessionId;
  readonly store: DeviceStore;
  readonly people: Pick<RosterFollower, "stated" | "refresh" | "entryAt">;
  readonly watch: Pick<LedgerWatch, "look">;
  readonly ledger: Pick<BrokerLedger, "page">;
}

/** How far the ledger is matched, as it lies in the device's store. */
interface Matched {
  readonly size: number;
  readonly subtrees: readonly Bytes[];
  /** How many statements have their entries. */
  readonly statements: number;
}

const NOTHING: Matched = { size: 0, subtrees: [], statements: 0 };

/** Holds what the ledger says of statements against the statement log: nothing left out or invented. */
export class LedgerMatching {
  readonly #parts: MatchingParts;
  readonly #key: string;

  constructor(parts: MatchingParts) {
    this.#parts = parts;
    this.#key = `${ledgerPrefix(parts.sid)}matched`;
  }

  /**
   * Reads what the ledger has gained, for a member to whom the broker shows all of it.
   *
   * @throws {DishonestBrokerError} If it is not as the statements of the log say
   */
  async look(signal: AbortSignal): Promise<void> {
    const { watch, people, store } = this.#parts;
    const owed = people.stated.length;
    const checkpoint = await watch.look(signal);
    const before = ((await store.get(this.#key)) ?? NOTHING) as Matched;
    if (checkpoint === null || checkpoint.size < before.size) {
      return;
    }
    const run = new MatchingRun(this.#parts, checkpoint, before);
    await run.read(signal);
    await run.requireRoot();
    run.requireStatements(owed);
    await store.update(this.#key, (value) => {
      const kept = value as Matched | undefined;
      return kept !== undefined && kept.size > run.matched.size ? kept : run.matched;
    });
  }
}

/** One reading from where the last one ended up to a checkpoint. */
class MatchingRun {
  readonly #parts: MatchingParts;
  readonly #checkpoint: VerifiedCheckpoint;
  readonly #tree: MerkleTree;
  /** The statement whose entries come next, and how many of them have come. */
  #statements: number;
  #acts = 0;

  constructor(parts: MatchingParts, checkpoint: VerifiedCheckpoint, before: Matched) {
    this.#parts = parts;
    this.#checkpoint = checkpoint;
    this.#tree = new MerkleTree(before.size, before.subtrees);
    this.#statements = before.statements;
  }

  get matched(): Matched {
    const { size, subtrees } = this.#tree;
    return { size, subtrees, statements: this.#statements };
  }

  async read(signal: AbortSignal): Promise<void> {
    for (;;) {
      const missing = this.#checkpoint.size - this.#tree.size;
      if (missing === 0) {
        return;
      }
      const most = Math.min(MAX_PAGE, missing);
      const { entries } = await this.#parts.ledger.page(this.#tree.size, most, signal);
      if (entries.length === 0) {
        throw this.#wrong("the broker does not serve what its checkpoint is of", []);
      }
      for (const served of entries.slice(0, most)) {
        await this.#take(served, signal);
      }
    }
  }

  async requireRoot(): Promise<void> {
    if (!equalBytes(await this.#tree.root(), this.#checkpoint.root)) {
      throw this.#wrong("the broker serves other entries than it has signed", []);
    }
  }

  requireStatements(owed: number): void {
    const { people } = this.#parts;
    if (this.#statements < owed || this.#acts > 0) {
      const missing = people.entryAt(this.#statements);
      throw this.#wrong("the ledger leaves out what a statement did", missing ? [missing] : []);
    }
  }

  async #take({ index, entry }: ServedEntry, signal: AbortSignal): Promise<void> {
    if (index !== this.#tree.size) {
      throw this.#wrong("the broker leaves out entries", [entry]);
    }
    const parsed = this.#parse(entry);
    if (parsed.statement !== null) {
      await this.#match(entry, parsed, signal);
    } else if (this.#acts > 0) {
      throw this.#wrong("the ledger leaves out what a statement did", [entry]);
    }
    await this.#tree.append(await leafHash(utf8(entry)));
  }

  #parse(entry: string): LedgerEntry {
    try {
      return parseLedgerEntry(entry);
    } catch (error) {
      if (error instanceof FormatError) {
        throw this.#wrong("the ledger holds what is no entry", [entry]);
      }
      throw error;
    }
  }

  async #match(entry: string, parsed: LedgerEntry, signal: AbortSignal): Promise<void> {
    const { people } = this.#parts;
    if (people.stated[this.#statements] === undefined) {
      await people.refresh(signal);
    }
    const stated = people.stated[this.#statements];
    const act = stated?.acts[this.#acts];
    if (stated === undefined || act === undefined || !isEntryOf(parsed, stated, act)) {
      const text = people.entryAt(this.#statements);
      const message = "the ledger has an entry that no statement made";
      throw this.#wrong(message, text === undefined ? [entry] : [entry, text]);
    }
    this.#acts += 1;
    if (this.#acts === stated.acts.length) {
      this.#acts = 0;
      this.#statements += 1;
    }
  }

  #wrong(message: string, evidence: readonly string[]): ReturnType<typeof contradiction> {
    return contradiction(message, [this.#checkpoint.note, ...evidence]);
  }
}
