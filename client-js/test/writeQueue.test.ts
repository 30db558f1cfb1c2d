import { getEventListeners } from "node:events";

import { describe, expect, it } from "vitest";

import type { Bytes } from "../src/bytes.js";
import type { SealedWrite } from "../src/channelWriter.js";
import { BrokerError } from "../src/errors.js";
import type { FrameHeader } from "../src/frame.js";
import type { FrameWrite } from "../src/frameWrite.js";
import { type ChannelLine, type QueueParts, WriteQueue } from "../src/writeQueue.js";

const HEADER = { kind: "append", channel: 0, epoch: 1, sender: "ana", instance: new Uint8Array(8) };

/** A broker, the way to it and the writer of one channel, as far as a queue knows them. */
class Surroundings {
  /** What the broker stored, in its order. */
  readonly stored: string[] = [];
  whileSealing: (text: string) => void = () => undefined;
  /** What comes of one that is sent; it is stored if that is nothing. */
  onWrite: (text: string) => Promise<never> | undefined = () => undefined;
  readonly #queue: WriteQueue;
  readonly #counters = new Map<string, number>();

  constructor() {
    const reader = {
      head: 0,
      hasUsed: ({ counter }: FrameHeader) =>
        this.stored.some((text) => (this.#counters.get(text) ?? 0) >= counter),
      hasTakenAllAfter: () => true,
      wouldTake: () => true,
    };
    const writer = {
      sealWrite: (_: string, payload: Bytes) => this.#seal(payload),
      renewInstance: () => undefined,
    };
    const parts = {
      connection: {
        run: (_: undefined, call: (signal: AbortSignal) => Promise<void>) =>
          call(new AbortController().signal),
        connected: () => Promise.resolve(),
      },
      follower: { people: { roster: { epoch: 1 } } },
      route: { mostAtOnce: 64, write: (write: FrameWrite) => this.#write(write) },
      newBackoff: () => ({ next: () => 0, reset: () => undefined }),
      mayWrite: () => true,
      outbox: { place: () => "place" },
    };
    const line = { channel: { reader }, writer } as unknown as ChannelLine;
    this.#queue = new WriteQueue("notes", Promise.resolve(line), parts as unknown as QueueParts);
  }

  /** Resolves when all are stored, as far as the queue can tell. */
  async add(...texts: readonly string[]): Promise<void> {
    await Promise.all(texts.map((text) => this.addOne(text)));
  }

  async addOne(text: string, signal?: AbortSignal): Promise<void> {
    const payload = new TextEncoder().encode(text);
    await this.#queue.add({ kind: "append", payload, covers: undefined }, signal);
  }

  async #seal(payload: Bytes): Promise<SealedWrite> {
    const text = new TextDecoder().decode(payload);
    this.whileSealing(text);
    await Promise.resolve();
    const counter = Math.max(0, ...this.#counters.values()) + 1;
    this.#counters.set(text, counter);
    const header = { ...HEADER, counter } as unknown as FrameHeader;
    return { header, head: 0, write: { channel: 0, frame: payload, condition: { type: "any" } } };
  }

  #write({ frame }: FrameWrite): Promise<number> {
    const text = new TextDecoder().decode(frame);
    return this.onWrite(text) ?? Promise.resolve(this.stored.push(text));
  }
}

const unreachable = (): BrokerError => new BrokerError("broker_unreachable", "it ended");

describe("what is written to one channel", () => {
  it("never gets in before what failed while it was being sealed", async () => {
    const all = new Surroundings();
    const cuts: ((error: BrokerError) => void)[] = [];
    all.onWrite = () => new Promise((_, cut) => cuts.push(cut));
    all.whileSealing = (text) => {
      if (text === "c") {
        all.onWrite = () => undefined;
        cuts.splice(0).forEach((cut) => {
          cut(unreachable());
        });
      }
    };
    await all.add("a", "b", "c");
    expect(all.stored).toEqual(["a", "b", "c"]);
  });

  it("is written anew, if the broker took later ones without it", async () => {
    const all = new Surroundings();
    let refusals = 1;
    all.onWrite = (text) =>
      text === "a" && refusals-- > 0 ? Promise.reject(unreachable()) : undefined;
    await all.add("a", "b", "c");
    expect([...all.stored].sort()).toEqual(["a", "b", "c"]);
  });

  it("leaves nothing with a signal that outlives it", async () => {
    const { signal } = new AbortController();
    const all = new Surroundings();
    const waiting = all.addOne("a", signal);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    await waiting;
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
