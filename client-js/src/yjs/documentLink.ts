import type * as Y from "yjs";
import type { Awareness } from "y-protocols/awareness";

import { DocumentInbox } from "./documentInbox.js";
import { documentLog, type DocumentLog } from "./documentLog.js";
import { DocumentOutbox } from "./documentOutbox.js";
import { Presence } from "./presence.js";
import type { ProviderSession } from "./providerSession.js";

export interface LinkParts {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** The channel's. */
  readonly name: string;
  readonly flushDelay: number | null;
  /** Of the transactions that bring what others did. */
  readonly origin: object;
}

export interface LinkListener {
  /** The session's status is another, or the channel is or is not in step with the broker. */
  readonly moved: () => void;
  readonly trouble: (error: unknown) => void;
  /** So many changes made here are not stored. */
  readonly unsynced: (count: number) => void;
  readonly unreadable: (error?: unknown) => void;
  readonly error: (error: Error) => void;
}

/** One document and its awareness at one channel of a session. */
export class DocumentLink {
  readonly session: ProviderSession;
  readonly #log: DocumentLog;
  readonly #inbox: DocumentInbox;
  readonly #outbox: DocumentOutbox;
  readonly #presence: Presence;
  readonly #listening = new AbortController();

  constructor(session: ProviderSession, parts: LinkParts, listener: LinkListener) {
    const { doc, awareness, name, origin, flushDelay } = parts;
    const log = documentLog(session, name);
    this.session = session;
    this.#log = log;
    this.#inbox = new DocumentInbox(doc, log, origin, listener);
    this.#outbox = new DocumentOutbox({ doc, log, session, origin, flushDelay }, listener);
    this.#presence = new Presence(awareness, log.channel, origin);
    this.#listen(listener);
  }

  get unsynced(): number {
    return this.#outbox.unsynced;
  }

  /**
   * Changes go both ways from here on. While the broker is not reached, those made here wait in the
   * session.
   */
  open(): void {
    this.#inbox.open();
    this.#outbox.open();
  }

  greet(): void {
    this.#presence.open();
  }

  /** True if the document has everything that the broker had. */
  catchUp(): boolean {
    const inStep = this.#inbox.catchUp();
    if (inStep) {
      this.#outbox.inStep();
    }
    return inStep;
  }

  /** The broker is not reached. */
  lose(): void {
    this.#presence.close();
  }

  /** Both sides keep to themselves what is new. */
  close(): void {
    this.#presence.leave();
    this.#inbox.close();
    this.#outbox.close();
  }

  destroy(): void {
    this.#listening.abort();
    this.#outbox.destroy();
    this.#inbox.destroy();
    this.#presence.destroy();
  }

  #listen(listener: LinkListener): void {
    const { session } = this;
    const { channel } = this.#log;
    const { signal } = this.#listening;
    session.on("status", listener.moved, { signal });
    session.on("error", listener.trouble, { signal });
    session.on("closed", listener.moved, { signal });
    session.on(
      "members",
      (members) => {
        this.#presence.rename(members);
        this.#outbox.flush();
      },
      { signal },
    );
    session.on(
      "frozen",
      () => {
        this.#outbox.flush();
      },
      { signal },
    );
    channel.on("sync", listener.moved, { signal });
    channel.on(
      "message",
      (message) => {
        try {
          this.#presence.take(message);
        } catch (error) {
          listener.unreadable(error);
        }
      },
      { signal },
    );
    channel.on(
      "gone",
      (member) => {
        this.#presence.gone(member);
      },
      { signal },
    );
  }
}
