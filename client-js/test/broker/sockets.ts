import { WebSocket as NodeWebSocket } from "ws";

import { type WebSocketClass } from "../../src/live/liveSocket.js";

/** The sockets of one client, as a network treats them. */
export class Sockets {
  readonly opened: NodeWebSocket[] = [];
  /** Whether new ones are refused, as some networks do. */
  blocked = false;

  readonly WebSocket = this.#socketClass();

  /** Cuts every connection without a word. */
  cut(): void {
    for (const socket of this.opened) {
      socket.terminate();
    }
  }

  #socketClass(): WebSocketClass {
    const urlOf = (url: string): string => (this.blocked ? "ws://127.0.0.1:1/" : url);
    const { opened } = this;
    class Socket extends NodeWebSocket {
      constructor(url: string, protocols: string[]) {
        super(urlOf(url), protocols);
        opened.push(this);
      }
    }
    return Socket as unknown as WebSocketClass;
  }
}
