import type { Bytes } from "../bytes.js";
import { FormatError } from "../formatError.js";
import { Arrivals } from "./arrivals.js";
import { GONE, type LiveCarrier, type LiveEnd } from "./liveCarrier.js";
import type { ServerMessage } from "./serverMessage.js";

/** What a socket needs of a WebSocket; the browser's has it, and the one of the `ws` package. */
export type WebSocketClass = new (url: string, protocols: string[]) => WebSocket;

const SUBPROTOCOL = "latchkey.v1";
const NORMAL = 1000;
const MALFORMED = 4415;
const OPEN = 1;

/** One WebSocket to the broker. */
export class LiveSocket implements LiveCarrier {
  readonly #socket: WebSocket;
  readonly #arrivals = new Arrivals();

  constructor(url: string, WebSocket: WebSocketClass) {
    this.#socket = new WebSocket(url, [SUBPROTOCOL]);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#take(data);
    };
    this.#socket.onclose = ({ code }) => {
      this.#arrivals.finish({ ...GONE, code });
    };
    this.#socket.onerror = () => {
      this.#arrivals.finish(GONE);
    };
  }

  get end(): LiveEnd {
    return this.#arrivals.end ?? GONE;
  }

  next(): Promise<readonly ServerMessage[] | undefined> {
    return this.#arrivals.next();
  }

  /** Does nothing once the connection is over: whoever waits for an answer is told by that. */
  send(message: Bytes): void {
    if (this.#socket.readyState === OPEN) {
      this.#socket.send(message);
    }
  }

  close(code = NORMAL): void {
    this.#arrivals.finish(GONE);
    this.#socket.close(code);
  }

  #take(data: unknown): void {
    try {
      if (!(data instanceof ArrayBuffer)) {
        throw new FormatError("live message: not binary");
      }
      this.#arrivals.take(new Uint8Array(data));
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }
      this.close(MALFORMED);
    }
  }
}
