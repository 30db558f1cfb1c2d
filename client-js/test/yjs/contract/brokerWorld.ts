import { expect } from "vitest";
import type * as Y from "yjs";

import type { HostSession, Session } from "../../../src/index.js";
import { SessionProvider } from "../../../src/yjs.js";
import { aClient, anInvite, aSession } from "../../broker/people.js";
import { Line } from "./line.js";
import { haveTheSame, type SharedProvider, type World } from "./world.js";

/** After a cut, a client tries again so often. */
const BACKOFF_MS = 20;

interface Client {
  readonly line: Line;
  readonly session: Session;
  readonly doc: Y.Doc;
  readonly provider: SessionProvider;
}

/** The provider of a session at the real broker. */
export class BrokerWorld implements World {
  readonly #host: HostSession;
  readonly #clients = new Map<number, Client>();

  constructor(host: HostSession) {
    this.#host = host;
  }

  static async start(): Promise<BrokerWorld> {
    return new BrokerWorld(await aSession());
  }

  async add(number: number, doc: Y.Doc): Promise<SharedProvider> {
    const line = new Line();
    const { link } = await anInvite(this.#host);
    const client = aClient({
      fetch: line.fetch,
      WebSocketPolyfill: line.WebSocket,
      maxBackoffTime: BACKOFF_MS,
    });
    const session = await client.join(link, { displayName: `Client ${String(number)}` });
    const provider = new SessionProvider(session, doc, { connect: false });
    this.#clients.set(number, { line, session, doc, provider });
    return provider;
  }

  async cut(number: number): Promise<void> {
    const { line, provider } = this.#client(number);
    line.cut();
    await expect.poll(() => provider.wsconnected).toBe(false);
  }

  reach(number: number): Promise<void> {
    this.#client(number).line.reach();
    return Promise.resolve();
  }

  hold(number: number): void {
    this.#client(number).line.hold();
  }

  release(number: number): void {
    this.#client(number).line.release();
  }

  async quiet(among: readonly number[]): Promise<void> {
    const clients = among.map((number) => this.#client(number));
    const [first] = clients;
    await expect
      .poll(() => clients.every(({ provider }) => isSettled(provider)), { timeout: 20_000 })
      .toBe(true);
    await expect
      .poll(() => clients.every(({ doc }) => first !== undefined && haveTheSame(doc, first.doc)), {
        timeout: 20_000,
      })
      .toBe(true);
  }

  stop(): Promise<void> {
    for (const { provider, session } of this.#clients.values()) {
      provider.destroy();
      provider.awareness.destroy();
      session.destroy();
    }
    this.#host.destroy();
    return Promise.resolve();
  }

  #client(number: number): Client {
    const client = this.#clients.get(number);
    if (client === undefined) {
      throw new Error(`no client ${String(number)}`);
    }
    return client;
  }
}

function isSettled({ synced, hasUnsyncedChanges }: SessionProvider): boolean {
  return synced && !hasUnsyncedChanges;
}
