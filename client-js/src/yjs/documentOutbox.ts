import * as Y from "yjs";

import { batches } from "./batches.js";
import { documentOf, type DocumentLog } from "./documentLog.js";
import type { ProviderSession } from "./providerSession.js";

/** So long at most a change waits for those before it to be stored, or to be tried again. */
const LONGEST_WAIT_MS = 2_000;

export interface OutboxListener {
  /** So many changes made here are not stored. */
  unsynced(count: number): void;
  error(error: Error): void;
}

export interface OutboxParts {
  readonly doc: Y.Doc;
  readonly log: DocumentLog;
  readonly session: ProviderSession;
  /** Of the transactions that bring what is in the channel anyway. */
  readonly origin: object;
  readonly flushDelay: number | null;
}

/** Hands the changes that are made to one document to the channel, as long as it is open. */
export class DocumentOutbox {
  readonly #parts: OutboxParts;
  readonly #listener: OutboxListener;
  /** Made here, and not handed over yet. */
  #made: Uint8Array[] = [];
  /** Handed over, and not stored yet: how many appends, and of how many changes. */
  #appends = 0;
  #appended = 0;
  /**
   * The document may have what neither the channel nor `#made` has, because it was loaded from
   * elsewhere or was refused. Then what is missing is found by comparing the two.
   */
  #strayed: boolean;
  #refused = 0;
  #open = false;
  #wasInStep = false;
  #toldReadonly = false;
  /** Nothing is sent before the timer. */
  #held = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: OutboxParts, listener: OutboxListener) {
    this.#parts = parts;
    this.#listener = listener;
    this.#strayed = parts.doc.store.clients.size > 0;
    parts.doc.on("update", this.#onUpdate);
    if (typeof window !== "undefined") {
      window.addEventListener("pagehide", this.#onLeaving);
    }
  }

  get unsynced(): number {
    return this.#made.length + this.#appended + this.#refused;
  }

  open(): void {
    this.#open = true;
    this.flush();
  }

  /** From here on changes wait. */
  close(): void {
    this.#open = false;
    this.#stopTimer();
  }

  /** The document has everything that the broker had. */
  inStep(): void {
    this.#wasInStep = true;
    this.flush();
  }

  /** Hands over what waits; afterwards changes are nobody's business any more. */
  destroy(): void {
    this.#send();
    this.close();
    this.#parts.doc.off("update", this.#onUpdate);
    if (typeof window !== "undefined") {
      window.removeEventListener("pagehide", this.#onLeaving);
    }
  }

  /** Hands over what waits, unless it is better kept together with what is still to come. */
  flush(): void {
    this.#tellReadonly();
    if (this.#held) {
      return;
    }
    if (this.#appends === 0 || (this.#strayed && this.#wasInStep)) {
      this.#stopTimer();
      this.#send();
    } else if (this.#made.length > 0 && this.#timer === undefined) {
      this.#wait(LONGEST_WAIT_MS);
    }
  }

  get #mayWrite(): boolean {
    return this.#open && this.#parts.session.canWrite;
  }

  readonly #onUpdate = (
    update: Uint8Array,
    origin: unknown,
    _doc: Y.Doc,
    { local }: Y.Transaction,
  ): void => {
    const { flushDelay } = this.#parts;
    if (origin === this.#parts.origin) {
      return;
    }
    if (!local && !this.#wasInStep) {
      // Loaded, say from this device's storage, and most of it is in the channel already.
      this.#strayed = true;
      return;
    }
    this.#made.push(update);
    this.#changed();
    if (flushDelay === null) {
      this.flush();
    } else if (!this.#held && this.#open) {
      this.#wait(flushDelay);
      this.#held = true;
    }
  };

  readonly #onLeaving = (): void => {
    this.#send();
  };

  #wait(ms: number): void {
    this.#stopTimer();
    this.#timer = setTimeout(() => {
      this.#stopTimer();
      if (this.#made.length > 0) {
        this.#tellReadonly();
        this.#send();
      }
    }, ms);
  }

  #stopTimer(): void {
    this.#held = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #send(): void {
    if (!this.#mayWrite) {
      return;
    }
    if (this.#strayed && this.#wasInStep) {
      this.#sendMissing();
      return;
    }
    const updates = this.#made;
    this.#made = [];
    for (const batch of batches(updates)) {
      this.#append(Y.mergeUpdates(batch), batch.length);
    }
  }

  #sendMissing(): void {
    if (!this.#parts.log.channel.synced) {
      return;
    }
    const count = this.#made.length + this.#refused;
    this.#made = [];
    this.#refused = 0;
    this.#strayed = false;
    const missing = this.#missing();
    if (missing === null) {
      this.#changed();
    } else {
      this.#append(missing, Math.max(count, 1));
    }
  }

  /** What the document has and the channel has not. */
  #missing(): Uint8Array | null {
    const { doc, log } = this.#parts;
    const known = documentOf(log.updates);
    let missing: Uint8Array | null = null;
    known.on("update", (update: Uint8Array) => {
      missing = update;
    });
    Y.applyUpdate(known, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(known)));
    known.destroy();
    return missing;
  }

  #append(update: Uint8Array, count: number): void {
    this.#appends++;
    this.#appended += count;
    this.#changed();
    this.#parts.log.append(update).then(
      () => {
        this.#settled(count);
        this.flush();
      },
      (error: unknown) => {
        this.#strayed = true;
        this.#refused += count;
        this.#settled(count);
        this.#wait(LONGEST_WAIT_MS);
        this.#held = true;
        this.#listener.error(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  #settled(count: number): void {
    this.#appends--;
    this.#appended -= count;
    this.#changed();
  }

  #changed(): void {
    this.#listener.unsynced(this.unsynced);
  }

  #tellReadonly(): void {
    if (this.#made.length > 0 && !this.#toldReadonly && !this.#parts.session.canWrite) {
      this.#toldReadonly = true;
      this.#listener.error(new Error("a viewer's changes to the document stay on this device"));
    }
  }
}
