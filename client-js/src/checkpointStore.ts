import { equalBytes } from "./bytes.js";
import type { DeviceStore } from "./deviceStore.js";
import { ledgerPrefix } from "./ledgerPrefix.js";
import type { SessionId } from "./sessionId.js";
import type { TreeHead } from "./statement.js";

/** A checkpoint of a session's ledger that this device has verified, as the broker signed it. */
export interface VerifiedCheckpoint extends TreeHead {
  readonly note: string;
}

/** The newest checkpoint that any tab of this device has verified: nobody can show it less later. */
export class CheckpointStore {
  readonly #store: DeviceStore;
  readonly #key: string;
  #newest: VerifiedCheckpoint | null = null;

  constructor(store: DeviceStore, sid: SessionId) {
    this.#store = store;
    this.#key = `${ledgerPrefix(sid)}checkpoint`;
  }

  /** As this tab knows it; null before the first. */
  get newest(): VerifiedCheckpoint | null {
    return this.#newest;
  }

  async load(): Promise<VerifiedCheckpoint | null> {
    this.#newest = ((await this.#store.get(this.#key)) ?? null) as VerifiedCheckpoint | null;
    return this.#newest;
  }

  /**
   * Keeps `next`, which is proven to follow from `proven`, in its place. False if another tab has put
   * something else there meanwhile: then nothing is changed.
   */
  async replace(proven: TreeHead | null, next: VerifiedCheckpoint): Promise<boolean> {
    const kept = (await this.#store.update(this.#key, (value) => {
      const before = (value ?? null) as VerifiedCheckpoint | null;
      return isSame(before, proven) ? next : value;
    })) as VerifiedCheckpoint | undefined;
    const isKept = isSame(kept ?? null, next);
    if (isKept) {
      this.#newest = next;
    }
    return isKept;
  }
}

function isSame(a: TreeHead | null, b: TreeHead | null): boolean {
  return a === null || b === null ? a === b : a.size === b.size && equalBytes(a.root, b.root);
}
