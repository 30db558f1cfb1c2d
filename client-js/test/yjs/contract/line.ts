import { WebSocket } from "ws";

import { type WebSocketClass } from "../../../src/live/liveSocket.js";

/** All that goes between one client and the broker: it can be held up, and it can be cut. */
export class Line {
  readonly WebSocket: WebSocketClass;
  readonly #sockets = new Set<WebSocket>();
  #cutting = new AbortController();
  #release: () => void = () => undefined;
  #released: Promise<void> | null = null;

  constructor() {
    const opened = (socket: WebSocket): void => {
      this.#sockets.add(socket);
    };
    const urlOf = (url: string): string =>
      this.#cutting.signal.aborted ? "ws://127.0.0.1:1/" : url;
    const whenReleased = (): Promise<void> | null => this.#released;
    class HeldSocket extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(urlOf(url), protocols);
        opened(this);
      }

      override send(data: Uint8Array): void {
        const held = whenReleased();
        if (held === null) {
          super.send(data);
        } else {
          void held.then(() => {
            super.send(data);
          });
        }
      }
    }
    this.WebSocket = HeldSocket as unknown as WebSocketClass;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    await this.#released;
    const signals = [this.#cutting.signal, init?.signal].filter((signal) => signal != null);
    return fetch(input, { ...init, signal: AbortSignal.any(signals) }).catch((error: unknown) => {
      throw this.#cutting.signal.aborted ? new TypeError("fetch failed") : error;
    });
  };

  hold(): void {
    this.#released = new Promise((resolve) => {
      this.#release = resolve;
    });
    this.#sockets.forEach((socket) => {
      socket.pause();
    });
  }

  release(): void {
    this.#released = null;
    this.#release();
    this.#sockets.forEach((socket) => {
      socket.resume();
    });
  }

  cut(): void {
    this.#cutting.abort();
    this.#sockets.forEach((socket) => {
      socket.terminate();
    });
    this.#sockets.clear();
  }

  reach(): void {
    this.#cutting = new AbortController();
  }
}
