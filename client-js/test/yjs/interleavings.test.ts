import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import * as Y from "yjs";

import { SessionProvider } from "../../src/yjs.js";
import { aPage, settled } from "./clients.js";
import { MemoryBroker } from "../../src/testing/memoryBroker.js";
import type { MemorySession } from "../../src/testing/memorySession.js";
import { seed } from "./seed.js";

const MEMBERS = 3;
const RUNS = 300;

/** A member's page, which may be closed and opened again with what it had written. */
class Writer {
  readonly session: MemorySession;
  doc = new Y.Doc();
  #provider: SessionProvider;

  constructor(session: MemorySession) {
    this.session = session;
    this.#provider = new SessionProvider(session, this.doc);
  }

  get entries(): Y.Array<number> {
    return this.doc.getArray("entries");
  }

  get removed(): Y.Map<boolean> {
    return this.doc.getMap("removed");
  }

  write(entry: number, place: number): void {
    this.entries.insert(place % (this.entries.length + 1), [entry]);
  }

  /** Takes something out that it sees, and says so. */
  remove(place: number): void {
    if (this.entries.length > 0) {
      const at = place % this.entries.length;
      this.doc.transact(() => {
        this.removed.set(String(this.entries.get(at)), true);
        this.entries.delete(at);
      });
    }
  }

  disconnect(): void {
    this.#provider.disconnect();
  }

  connect(): void {
    this.#provider.connect();
  }

  /** The same document in a new provider, or an empty one, which is what a route change makes. */
  remount(keepDocument: boolean): void {
    this.#provider.connect();
    this.#provider.destroy();
    if (!keepDocument) {
      this.doc = new Y.Doc();
    }
    this.#provider = new SessionProvider(this.session, this.doc);
  }

  end(): void {
    this.#provider.destroy();
    this.#provider.awareness.destroy();
  }
}

const ACTS = {
  write: (writer: Writer, _broker: MemoryBroker, at: number, number: number) => {
    writer.write(number, at);
  },
  remove: (writer: Writer, _broker: MemoryBroker, at: number) => {
    writer.remove(at);
  },
  cut: ({ session }: Writer) => {
    session.cut();
  },
  reach: ({ session }: Writer) => {
    session.reach();
  },
  hold: ({ session }: Writer) => {
    session.held = true;
  },
  release: ({ session }: Writer) => {
    session.release();
  },
  disconnect: (writer: Writer) => {
    writer.disconnect();
  },
  connect: (writer: Writer) => {
    writer.connect();
  },
  remount: (writer: Writer, _broker: MemoryBroker, at: number) => {
    writer.remount(at % 2 === 0);
  },
  compact: ({ session }: Writer) => {
    session.channel().tell("compact");
  },
  restart: (_writer: Writer, broker: MemoryBroker) => {
    broker.restart();
  },
  rest: () => settled(),
  wait: () => {
    vi.advanceTimersByTime(2_000);
  },
} as const;

const step = fc.record({
  act: fc.oneof(
    { weight: 6, arbitrary: fc.constant("write" as const) },
    { weight: 10, arbitrary: fc.constantFrom(...(Object.keys(ACTS) as (keyof typeof ACTS)[])) },
  ),
  member: fc.nat(MEMBERS - 1),
  at: fc.nat(1_000),
});

describe(`a document, with LATCHKEY_SEED=${String(seed)}`, () => {
  it("is the same for all after any interleaving, with nothing lost or doubled", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const broker = new MemoryBroker();
        const writers = Array.from(
          { length: MEMBERS },
          (_, i) => new Writer(broker.join(`member ${String(i)}`)),
        );
        const written: number[] = [];
        for (const [number, { act, member, at }] of steps.entries()) {
          const writer = writers[member];
          if (writer !== undefined) {
            await ACTS[act](writer, broker, at, number);
            if (act === "write") {
              written.push(number);
            }
          }
        }
        for (const writer of writers) {
          writer.connect();
          writer.session.reach();
          writer.session.release();
        }
        await settled();
        await settled();
        const late = aPage(broker.join("newcomer", "viewer"));
        await settled();
        writers.forEach((writer) => {
          writer.end();
        });
        late.provider.destroy();
        late.provider.awareness.destroy();

        const entries = late.doc.getArray<number>("entries").toArray();
        const removed = late.doc.getMap("removed");
        const kept = written.filter((number) => !removed.has(String(number)));
        expect([...entries].sort((a, b) => a - b)).toEqual(kept);
        for (const writer of writers) {
          expect(writer.entries.toArray()).toEqual(entries);
        }
      }),
      { seed, numRuns: RUNS },
    );
    vi.useRealTimers();
  });
});
