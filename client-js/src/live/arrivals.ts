import type { Bytes } from "../bytes.js";
import { GONE, type LiveEnd } from "./liveCarrier.js";
import { parseServerMessage, type ServerMessage } from "./serverMessage.js";

/** More that nobody reads is not kept: it can be had again. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;

/** The messages that a carrier has brought and nobody has read yet. */
export class Arrivals {
  #waiting: ServerMessage[] = [];
  #waitingBytes = 0;
  #end: LiveEnd | undefined;
  #wake = (): void => undefined;

  get end(): LiveEnd | undefined {
    return this.#end;
  }

  /** See {@link LiveCarrier.next}. */
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

  /** @throws {FormatError} On what is no message. */
  take(bytes: Bytes): void {
    if (this.#end !== undefined) {
      return;
    }
    this.#waitingBytes += bytes.length;
    const message = parseServerMessage(bytes);
    if (message.type === "bye") {
      this.finish(message);
    } else if (this.#waitingBytes > MAX_WAITING_BYTES) {
      this.finish(GONE);
    } else {
      this.#waiting.push(message);
      this.#wake();
    }
  }

  /** The first end counts. */
  finish(end: LiveEnd): void {
    this.#end ??= end;
    this.#wake();
  }
}
