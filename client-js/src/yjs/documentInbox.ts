import type * as Y from "yjs";

import { applyUpdates, type DocumentLog } from "./documentLog.js";

export interface InboxListener {
  /** An entry is no update, or it, or somebody who observes the document, threw. */
  readonly unreadable: (error?: unknown) => void;
}

/** Brings what was read of the channel into one document, as long as it is open. */
export class DocumentInbox {
  readonly #doc: Y.Doc;
  readonly #log: DocumentLog;
  /** Of the transactions, so that a binding or an undo can tell whose change it is. */
  readonly #origin: object;
  readonly #listener: InboxListener;
  readonly #detach: () => void;
  #arrived: Uint8Array[];
  #open = false;

  constructor(doc: Y.Doc, log: DocumentLog, origin: object, listener: InboxListener) {
    this.#doc = doc;
    this.#log = log;
    this.#origin = origin;
    this.#listener = listener;
    this.#arrived = [...log.updates, ...log.onTheWay];
    this.#detach = log.attach({
      read: (update) => {
        this.#arrived.push(update);
        this.catchUp();
      },
      unreadable: () => {
        listener.unreadable();
      },
    });
  }

  /** From here on the document gets what arrives; at once what is known without the broker. */
  open(): void {
    this.#open = true;
    this.#apply();
  }

  /** True if the document now has everything that the broker had. */
  catchUp(): boolean {
    const { synced } = this.#log.channel;
    // A long log comes in pieces: it is one change to whoever draws the document.
    if (synced && this.#open) {
      this.#apply();
    }
    return synced;
  }

  close(): void {
    this.#open = false;
  }

  destroy(): void {
    this.#detach();
  }

  #apply(): void {
    const updates = this.#arrived;
    this.#arrived = [];
    if (updates.length > 0) {
      applyUpdates(this.#doc, updates, this.#origin, this.#listener.unreadable);
    }
  }
}
