import type { LitElement, ReactiveController } from "lit";

import type { Ledger, LedgerEntryInfo } from "../../index.js";
import { ledgerWords } from "../../words/en/ledger.js";
import { announce } from "../announcer.js";
import { type Trouble, troubleOf } from "../trouble.js";

const LOOK_MS = 5000;

/** So many of the newest entries a page holds; the files hold all. */
export const MOST_ENTRIES = 10_000;

/** Reads the entries of a ledger for an element, and what is added as long as the element is shown. */
export class LedgerReading implements ReactiveController {
  readonly #element: LitElement;
  #ledger: Ledger | null = null;
  #entries: readonly LedgerEntryInfo[] | null = null;
  #readAt: Date | null = null;
  #trouble: Trouble | null = null;
  /** How large the ledger was when it was read last. */
  #size = 0;
  #reading = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(element: LitElement) {
    this.#element = element;
    element.addController(this);
  }

  /** The newest first; null before they have come. */
  get entries(): readonly LedgerEntryInfo[] | null {
    return this.#entries;
  }

  get readAt(): Date | null {
    return this.#readAt;
  }

  /** Why the newest could not be read; null when they could. */
  get trouble(): Trouble | null {
    return this.#trouble;
  }

  /** Whether older entries than these exist. */
  get partial(): boolean {
    const oldest = this.#entries?.at(-1);
    return this.#size > MOST_ENTRIES && oldest !== undefined && oldest.index > 0;
  }

  follow(ledger: Ledger): void {
    if (ledger !== this.#ledger) {
      this.#ledger = ledger;
      this.#entries = null;
      void this.read();
    }
  }

  hostConnected(): void {
    this.#timer = setInterval(() => {
      const size = this.#ledger?.newest?.size ?? 0;
      if (!document.hidden && size > this.#size) {
        void this.read();
      }
    }, LOOK_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  async read(): Promise<void> {
    const ledger = this.#ledger;
    if (ledger === null || this.#reading) {
      return;
    }
    this.#reading = true;
    const known = this.#entries;
    const size = ledger.newest?.size ?? 0;
    const from = Math.max((known?.[0]?.index ?? -1) + 1, size - MOST_ENTRIES);
    try {
      const fresh: LedgerEntryInfo[] = [];
      for await (const entry of ledger.entries({ from })) {
        fresh.push(entry);
      }
      this.#entries = [...fresh.reverse(), ...(known ?? [])].slice(0, MOST_ENTRIES);
      this.#size = Math.max(size, (fresh[0]?.index ?? -1) + 1);
      this.#readAt = new Date();
      this.#trouble = null;
      if (known !== null && fresh.length > 0) {
        announce(ledgerWords().newNews(fresh.length));
      }
    } catch (error) {
      this.#trouble = troubleOf(error);
    } finally {
      this.#reading = false;
      this.#element.requestUpdate();
    }
  }
}
