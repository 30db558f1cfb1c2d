import { expect } from "vitest";
import type * as Y from "yjs";

import { SessionProvider } from "../../../src/yjs.js";
import { settled } from "../clients.js";
import { MemoryBroker } from "../../../src/testing/memoryBroker.js";
import type { MemorySession } from "../../../src/testing/memorySession.js";
import { haveTheSame, type RemovingWorld, type SharedProvider } from "./world.js";

interface Client {
  readonly session: MemorySession;
  readonly doc: Y.Doc;
  readonly provider: SessionProvider;
}

/** The provider of a session, on channels in memory. */
export class MemoryWorld implements RemovingWorld {
  readonly #broker = new MemoryBroker();
  readonly #clients = new Map<number, Client>();

  add(number: number, doc: Y.Doc): Promise<SharedProvider> {
    const session = this.#broker.join(`client ${String(number)}`);
    const provider = new SessionProvider(session, doc, { connect: false });
    this.#clients.set(number, { session, doc, provider });
    return Promise.resolve(provider as SharedProvider);
  }

  cut(number: number): Promise<void> {
    this.#session(number).cut();
    this.#session(number).fail();
    return settled();
  }

  reach(number: number): Promise<void> {
    this.#session(number).reach();
    return settled();
  }

  hold(number: number): void {
    this.#session(number).held = true;
  }

  release(number: number): void {
    this.#session(number).release();
  }

  remove(number: number): Promise<void> {
    this.#session(number).close("removed");
    return settled();
  }

  async quiet(among: readonly number[]): Promise<void> {
    await settled();
    const clients = among.map((number) => this.#client(number));
    const [first] = clients;
    await expect.poll(() => clients.every(({ provider }) => provider.synced)).toBe(true);
    await expect
      .poll(() => clients.every(({ doc }) => first !== undefined && haveTheSame(doc, first.doc)))
      .toBe(true);
  }

  stop(): Promise<void> {
    for (const { provider } of this.#clients.values()) {
      provider.destroy();
      provider.awareness.destroy();
    }
    return Promise.resolve();
  }

  #session(number: number): MemorySession {
    return this.#client(number).session;
  }

  #client(number: number): Client {
    const client = this.#clients.get(number);
    if (client === undefined) {
      throw new Error(`no client ${String(number)}`);
    }
    return client;
  }
}
