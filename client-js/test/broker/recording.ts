import { decodeBase64Url } from "../../src/base64Url.js";
import { type Bytes } from "../../src/bytes.js";
import { FormatError } from "../../src/formatError.js";
import { encodeFrame, type Frame, parseFrame } from "../../src/frame.js";
import { type Client, type DeviceStore } from "../../src/index.js";
import { type WebSocketClass } from "../../src/live/liveSocket.js";
import { parseEntry } from "../../src/statementEntry.js";
import { aClient } from "./people.js";
import { Sockets } from "./sockets.js";

export interface RecordedFrame {
  readonly frame: Frame;
  /** When it was first seen, by `performance.now()`. */
  readonly at: number;
}

export interface RecordedWrap {
  /** That the change beside it begins, or that the broker said. */
  readonly epoch: number | undefined;
  readonly wrap: Bytes;
  readonly at: number;
}

/** Where the frame begins in the messages of PROTOCOL.md §9.1 that have one, by their type. */
const FRAME_AT: Readonly<Record<number, (message: Uint8Array) => number>> = {
  0x20: () => 10,
  0x23: () => 1,
  0x25: () => 9,
  0x12: () => 1,
  0x10: (message) => 5 + conditionLength(message[5]),
  0x11: (message) => 13 + conditionLength(message[13]),
};

/** What a broker that keeps everything gets to see of the clients that it serves, either way. */
export class Recording {
  readonly #frames = new Map<string, RecordedFrame>();
  readonly wraps: RecordedWrap[] = [];
  readonly entries: string[] = [];

  get frames(): readonly RecordedFrame[] {
    return [...this.#frames.values()];
  }

  /** A client whose every message is recorded. */
  client(storage: DeviceStore): Client {
    const WebSocketPolyfill = this.#socketClass();
    return aClient({ storage, WebSocketPolyfill, fetch: this.#fetch, maxBackoffTime: 50 });
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    if (typeof init?.body === "string") {
      this.#takeJson(init.body);
    }
    const response = await fetch(input, init);
    this.#takeJson(await response.clone().text());
    return response;
  };

  #socketClass(): WebSocketClass {
    const take = (message: Uint8Array): void => {
      this.#takeMessage(message);
    };
    const { WebSocket } = new Sockets();
    class RecordedSocket extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols);
        this.addEventListener("message", ({ data }: MessageEvent<ArrayBuffer>) => {
          take(new Uint8Array(data));
        });
      }

      override send(data: Uint8Array<ArrayBuffer>): void {
        take(data);
        super.send(data);
      }
    }
    return RecordedSocket;
  }

  #takeMessage(message: Uint8Array): void {
    const start = FRAME_AT[message[0] ?? 0]?.(message);
    if (start !== undefined) {
      this.#takeFrame(message.slice(start));
    }
  }

  #takeJson(text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return; // not everything that is answered is JSON
    }
    this.#takeValue(value);
  }

  #takeValue(value: unknown): void {
    if (typeof value !== "object" || value === null) {
      return;
    }
    const { frame, wrap, epoch, statement, statements } = value as Record<string, unknown>;
    if (typeof frame === "string") {
      this.#takeFrame(decodeBase64Url(frame));
    }
    if (typeof wrap === "string") {
      this.#takeWrap(wrap, epoch);
    }
    const more: readonly unknown[] = Array.isArray(statements) ? statements : [];
    for (const entry of [statement, ...more]) {
      if (typeof entry === "string" && entry.includes(".")) {
        this.entries.push(entry);
      }
    }
    Object.values(value).forEach((it) => {
      this.#takeValue(it);
    });
  }

  #takeWrap(wrap: string, epoch: unknown): void {
    this.wraps.push({
      epoch: typeof epoch === "number" ? epoch : epochOf(this.entries.at(-1)),
      wrap: decodeBase64Url(wrap),
      at: performance.now(),
    });
  }

  #takeFrame(bytes: Uint8Array): void {
    try {
      const frame = parseFrame(bytes);
      const key = Buffer.from(encodeFrame(frame)).toString("base64");
      if (!this.#frames.has(key)) {
        this.#frames.set(key, { frame, at: performance.now() });
      }
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }
    }
  }
}

function conditionLength(kind: number | undefined): number {
  return kind === 1 ? 9 : 1;
}

/** A wrap that a host sends has no epoch beside it, but the statement that begins one. */
function epochOf(entry: string | undefined): number | undefined {
  const statement = entry === undefined ? undefined : parseEntry(entry).statement;
  return statement?.type === "change" ? statement.epoch?.number : undefined;
}
