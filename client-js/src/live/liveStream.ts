import { decodeBase64Url } from "../base64Url.js";
import { Arrivals } from "./arrivals.js";
import { GONE, type LiveCarrier, type LiveEnd } from "./liveCarrier.js";
import type { ServerMessage } from "./serverMessage.js";

const DATA = "data: ";
/** The broker sends a comment every 15 s, whatever else it has to say. */
const MAX_SILENCE_MS = 45_000;

/** The broker's messages as a stream of events, where no WebSocket gets through. PROTOCOL.md §9.4. */
export class LiveStream implements LiveCarrier {
  readonly #arrivals = new Arrivals();
  readonly #reader: ReadableStreamDefaultReader<string>;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#reader = body.pipeThrough(new TextDecoderStream()).getReader();
    void this.#read();
  }

  get end(): LiveEnd {
    return this.#arrivals.end ?? GONE;
  }

  next(): Promise<readonly ServerMessage[] | undefined> {
    return this.#arrivals.next();
  }

  close(): void {
    clearTimeout(this.#silence);
    this.#arrivals.finish(GONE);
    this.#reader.cancel().catch(() => undefined); // It was over already.
  }

  async #read(): Promise<void> {
    try {
      let rest = "";
      for (;;) {
        this.#expectMore();
        const { done, value } = await this.#reader.read();
        if (done) {
          break;
        }
        const lines = (rest + value).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines.filter((it) => it.startsWith(DATA))) {
          this.#arrivals.take(decodeBase64Url(line.slice(DATA.length)));
        }
      }
    } catch {
      // The network's end of it, or no message of a broker: either way it is over.
    }
    this.close();
  }

  #expectMore(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.close();
    }, MAX_SILENCE_MS);
  }
}
