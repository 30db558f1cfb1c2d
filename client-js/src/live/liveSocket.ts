import { type Bytes } from "../bytes.js";
import { FormatError } from "../formatError.js";
import { parseServerMessage, type ServerMessage } from "./serverMessage.js";

/** What a socket needs of a WebSocket; the browser's has it, and the one of the `ws` package. */
export type WebSocketClass = new (url: string, protocols: string[]) => WebSocket;

/** How a live connection ended. */
export interface LiveEnd {
  /** As the close frame says; 1006 without one. */
  readonly code: number;
  readonly retryAfterMs: number;
}

const SUBPROTOCOL = "latchkey.v1";
const MALFORMED = 4415;
const GONE: LiveEnd = { code: 1006, retryAfterMs: 0 };
/** More that nobody reads is not kept: it can be had again. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;

/** One WebSocket to the broker, read message by message. */
export class LiveSocket {
  readonly #socket: WebSocket;
  #waiting: ServerMessage[] = [];
  #waitingBytes = 0;
  #end: LiveEnd | undefined;
  #wake = (): void => undefined;

  constructor(url: string, WebSocket: WebSocketClass) {
    this.#socket = new WebSocket(url, [SUBPROTOCOL]);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#take(data);
    };
    this.#socket.onclose = ({ code }) => {
      this.#finish({ ...GONE, code });
    };
    this.#socket.onerror = () => {
      this.#finish(GONE);
    };
  }

  /** All that has come since the last call, at least one; undefined once that was all. */
  async next(): Promise<readonly ServerMessage[] | undefined> {
    while (this.#waiting.length === 0 && this.#end === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const messages = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    return messages.length === 0 ? undefined : messages;
  }

  /** Why there is no more; it says so after the last message, too. */
  get end(): LiveEnd {
    return this.#end ?? GONE;
  }

  /** Does nothing once the connection is over: whoever waits for an answer is told by that. */
  send(message: Bytes): void {
    if (this.#socket.readyState === 1) {
      this.#socket.send(message);
    }
  }

  close(code = 1000): void {
    this.#finish(GONE);
    this.#socket.close(code);
  }

  #take(data: unknown): void {
    if (this.#end !== undefined) {
      return;
    }
    try {
      if (!(data instanceof ArrayBuffer)) {
        throw new FormatError("live message: not binary");
      }
      this.#waitingBytes += data.byteLength;
      if (this.#waitingBytes > MAX_WAITING_BYTES) {
        this.close();
        return;
      }
      const message = parseServerMessage(new Uint8Array(data));
      if (message.type === "bye") {
        this.#finish(message);
      } else {
        this.#waiting.push(message);
        this.#wake();
      }
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }
      this.close(MALFORMED);
    }
  }

  #finish(end: LiveEnd): void {
    this.#end ??= end;
    this.#wake();
  }
}
