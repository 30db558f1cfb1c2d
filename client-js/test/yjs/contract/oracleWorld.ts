import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import * as serverUtils from "@y/websocket-server/utils";
import { expect } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { WebsocketProvider } from "y-websocket";
import type * as Y from "yjs";

import { haveTheSame, type RemovingWorld, type SharedProvider } from "./world.js";

const { docs, setupWSConnection } = serverUtils as {
  docs: Map<string, Y.Doc>;
  setupWSConnection: (line: WebSocket, request: unknown) => void;
};

const ROOM = "room";
/** After a cut, a client of y-websocket tries again so often. */
const BACKOFF_MS = 20;

interface Client {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  reachable: boolean;
  /** The server's end. */
  line: WebSocket | null;
}

/** The real y-websocket and the server that it is made for. */
export class OracleWorld implements RemovingWorld {
  readonly #server = createServer();
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #clients = new Map<number, Client>();

  static async start(): Promise<OracleWorld> {
    const world = new OracleWorld();
    docs.delete(ROOM);
    world.#server.on("upgrade", (request, socket, head) => {
      const number = new URL(request.url ?? "", "http://oracle").searchParams.get("client");
      const client = world.#client(Number(number));
      if (!client.reachable) {
        socket.destroy();
        return;
      }
      world.#sockets.handleUpgrade(request, socket, head, (line) => {
        client.line = line;
        setupWSConnection(line, request);
      });
    });
    await new Promise<void>((resolve) => {
      world.#server.listen(0, "127.0.0.1", resolve);
    });
    return world;
  }

  add(number: number, doc: Y.Doc): Promise<SharedProvider> {
    const { port } = this.#server.address() as AddressInfo;
    const provider = new WebsocketProvider(`ws://127.0.0.1:${String(port)}`, ROOM, doc, {
      connect: false,
      disableBc: true,
      maxBackoffTime: BACKOFF_MS,
      params: { client: String(number) },
      WebSocketPolyfill: WebSocket as never,
    });
    this.#clients.set(number, { doc, provider, reachable: true, line: null });
    return Promise.resolve(provider as SharedProvider);
  }

  async cut(number: number): Promise<void> {
    const client = this.#client(number);
    client.reachable = false;
    client.line?.terminate();
    await expect.poll(() => client.provider.wsconnected).toBe(false);
  }

  reach(number: number): Promise<void> {
    this.#client(number).reachable = true;
    return Promise.resolve();
  }

  hold(number: number): void {
    this.#ends(number).forEach((end) => {
      end.pause();
    });
  }

  release(number: number): void {
    this.#ends(number).forEach((end) => {
      end.resume();
    });
  }

  async remove(number: number): Promise<void> {
    const client = this.#client(number);
    client.line?.close(4403, "removed");
    await expect.poll(() => client.provider.wsconnected).toBe(false);
  }

  async quiet(among: readonly number[]): Promise<void> {
    const clients = among.map((number) => this.#client(number));
    await expect.poll(() => clients.every(({ provider }) => provider.synced)).toBe(true);
    await expect
      .poll(() => {
        const server = docs.get(ROOM);
        return clients.every(({ doc }) => server !== undefined && haveTheSame(doc, server));
      })
      .toBe(true);
  }

  async stop(): Promise<void> {
    for (const { provider, line } of this.#clients.values()) {
      provider.destroy();
      provider.awareness.destroy();
      line?.terminate();
    }
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #ends(number: number): WebSocket[] {
    const { line, provider } = this.#client(number);
    return [line, provider.ws as unknown as WebSocket | null].filter((end) => end !== null);
  }

  #client(number: number): Client {
    const client = this.#clients.get(number);
    if (client === undefined) {
      throw new Error(`no client ${String(number)}`);
    }
    return client;
  }
}
