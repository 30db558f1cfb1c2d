import * as Y from "yjs";

import type { Channel, ChannelEntry } from "../channel.js";
import { batches } from "./batches.js";
import type { ProviderSession } from "./providerSession.js";

/** With so many entries the writer of the newest replaces them all by a snapshot, unasked. */
const MOST_ENTRIES = 500;

export interface LogReader {
  /** An update that everybody has now. */
  read(update: Uint8Array): void;
  unreadable(): void;
}

const logs = new WeakMap<Channel, DocumentLog>();

export function documentLog(session: ProviderSession, name: string): DocumentLog {
  const channel = session.channel(name);
  const log = logs.get(channel) ?? new DocumentLog(session, channel);
  logs.set(channel, log);
  return log;
}

/** The Yjs updates of a channel, for all its providers. */
export class DocumentLog {
  readonly channel: Channel;
  readonly #session: ProviderSession;
  readonly #readers = new Set<LogReader>();
  readonly #onTheWay = new Set<Uint8Array>();
  #compacting = false;
  #snapshotFits = true;

  constructor(session: ProviderSession, channel: Channel) {
    this.#session = session;
    this.channel = channel;
    channel.on("entry", (entry) => {
      this.#take(entry);
    });
    channel.on("compact", () => {
      void this.#compact();
    });
  }

  /** What is in the channel, as far as it was read: what a new document begins with. */
  get updates(): readonly Uint8Array[] {
    return this.channel.entries.map(({ payload }) => payload).filter(isUpdate);
  }

  /** What was written here and is not stored yet, as while the broker is out of reach. */
  get onTheWay(): readonly Uint8Array[] {
    return [...this.#onTheWay];
  }

  async append(update: Uint8Array): Promise<void> {
    this.#onTheWay.add(update);
    try {
      await this.channel.append(update);
    } finally {
      this.#onTheWay.delete(update);
    }
  }

  attach(reader: LogReader): () => void {
    this.#readers.add(reader);
    return () => {
      this.#readers.delete(reader);
    };
  }

  #take({ payload, own }: ChannelEntry): void {
    const readable = isUpdate(payload);
    this.#readers.forEach((reader) => {
      if (readable) {
        reader.read(payload);
      } else {
        reader.unreadable();
      }
    });
    if (own && this.channel.entries.length >= MOST_ENTRIES) {
      void this.#compact();
    }
  }

  /**
   * Made from what the channel holds, never from somebody's document: what is still on its way
   * stays an entry of its own, and a document that keeps deleted text does not spread it.
   */
  async #compact(): Promise<void> {
    if (!this.channel.synced || !this.#session.canWrite || this.#compacting) {
      return;
    }
    this.#compacting = true;
    try {
      await this.#replaceAll();
    } catch {
      // It is tried again when it is asked for again.
    } finally {
      this.#compacting = false;
    }
  }

  /** By one snapshot, or by as few entries as hold it where that is larger than one. */
  async #replaceAll(): Promise<void> {
    if (this.#snapshotFits) {
      try {
        await this.channel.replace(snapshotOf(this.updates));
        return;
      } catch (error) {
        if (codeOf(error) !== "state_too_large") {
          throw error;
        }
        this.#snapshotFits = false;
      }
    }
    const parts = batches(this.updates).flatMap(merged);
    const last = parts.pop();
    if (last !== undefined) {
      // The replace comes last, and covers no more than what was read when all were handed over.
      await Promise.all([...parts.map((part) => this.append(part)), this.channel.replace(last)]);
    }
  }
}

/** A document with these updates and nothing else. */
export function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  applyUpdates(doc, updates, null, () => undefined);
  return doc;
}

/**
 * In one transaction, and still one by one, not merged, so that one that a hostile member made up
 * spoils none of the others.
 */
export function applyUpdates(
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  origin: unknown,
  onFault: (error: unknown) => void,
): void {
  const apply = (): void => {
    for (const update of updates) {
      try {
        Y.applyUpdate(doc, update, origin);
      } catch (error) {
        onFault(error);
      }
    }
  };
  try {
    Y.transact(doc, apply, origin, false);
  } catch (error) {
    // Of the application, which observes the document: shown where it looks for its errors.
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** As one update, if nobody made one of them up. */
function merged(updates: Uint8Array[]): readonly Uint8Array[] {
  try {
    return [Y.mergeUpdates(updates)];
  } catch {
    return updates;
  }
}

function snapshotOf(updates: readonly Uint8Array[]): Uint8Array {
  const doc = documentOf(updates);
  const snapshot = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return snapshot;
}

function isUpdate(payload: Uint8Array): boolean {
  try {
    Y.decodeUpdate(payload);
    return true;
  } catch {
    return false;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}
