import { WebSocket as NodeWebSocket } from "ws";

import { type WebSocketClass } from "../../src/live/liveSocket.js";

/** The sockets of one client, as a network treats them. */
export class Sockets {
  readonly opened: NodeWebSocket[] = [];
  /** Whether new ones are refused, as some networks do. */
  blocked = false;

  /** Whether what comes is lost on its way. */
  deaf = false;

  /** Whether a message of this type is. */
  loses: (type: number) => boolean = () => false;

  readonly WebSocket = this.#socketClass();

  /** Cuts every connection without a word. */
  cut(): void {
    for (const socket of this.opened) {
      socket.terminate();
    }
  }

  #socketClass(): WebSocketClass {
    const isLost = (message: unknown): boolean =>
      this.deaf || this.loses(new Uint8Array(message as ArrayBuffer)[0] ?? 0);
    const urlOf = (url: string): string => (this.blocked ? "ws://127.0.0.1:1/" : url);
    const { opened } = this;
    class Socket extends NodeWebSocket {
      constructor(url: string, protocols: string[]) {
        super(urlOf(url), protocols);
        opened.push(this);
      }

      override emit(event: string | symbol, ...args: unknown[]): boolean {
        return (event === "message" && isLost(args[0])) || super.emit(event, ...args);
      }
    }
    return Socket as unknown as WebSocketClass;
  }
}
