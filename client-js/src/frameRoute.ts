import { type Backoff, retrying } from "./backoff.js";
import { encodeBase64Url } from "./base64Url.js";
import type { Bytes } from "./bytes.js";
import type { FrameWrite, WriteCondition } from "./frameWrite.js";
import type { LiveLink } from "./live/liveLink.js";
import type { MemberAccess } from "./memberAccess.js";
import { readInteger } from "./strictJson.js";

const MOST_AT_ONCE_LIVE = 64;

/** How frames get to the broker: by the live connection while there is one, else by HTTP. */
export class FrameRoute {
  readonly #access: MemberAccess;
  readonly #live: LiveLink;
  readonly #newBackoff: () => Backoff;

  constructor(access: MemberAccess, live: LiveLink, newBackoff: () => Backoff) {
    this.#access = access;
    this.#live = live;
    this.#newBackoff = newBackoff;
  }

  /** How many frames of one instance may be under way together without coming out of order. */
  get mostAtOnce(): number {
    return this.#live.takesWrites ? MOST_AT_ONCE_LIVE : 1;
  }

  /**
   * One try.
   *
   * @returns the frame's sequence number; it is durable
   * @throws {BrokerError} If it is refused, or if what became of it is not known
   */
  write(write: FrameWrite, signal: AbortSignal): Promise<number> {
    return this.#live.takesWrites
      ? this.#live.write(write, signal)
      : this.#writeByHttp(write, signal);
  }

  /** The same bytes, until the outcome is known: the broker stores them once. */
  writeUntilDecided(write: FrameWrite, signal: AbortSignal): Promise<number> {
    const retries = { backoff: this.#newBackoff(), attempts: Infinity, signal };
    return retrying(() => this.write(write, signal), retries);
  }

  /** Tries to pass an ephemeral frame on. */
  async relay(frame: Bytes, signal: AbortSignal): Promise<void> {
    if (this.#live.takesWrites) {
      this.#live.relay(frame);
    } else {
      const body = { frame: encodeBase64Url(frame) };
      const request = { method: "POST", path: "/ephemeral", body, signal } as const;
      await this.#access.call(request, () => undefined);
    }
  }

  #writeByHttp(write: FrameWrite, signal: AbortSignal): Promise<number> {
    const { channel, frame, covers, condition } = write;
    const request = {
      method: covers === undefined ? "POST" : "PUT",
      path: `/channels/${String(channel)}`,
      headers: conditionHeaders(condition),
      body: { frame: encodeBase64Url(frame), ...(covers === undefined ? {} : { covers }) },
      signal,
    } as const;
    return this.#access.call(request, ({ seq }) => readInteger(seq, 1));
  }
}

function conditionHeaders(condition: WriteCondition): Readonly<Record<string, string>> {
  switch (condition.type) {
    case "any":
      return {};
    case "at_head":
      return { "If-Match": `"${String(condition.head)}"` };
    case "unwritten":
      return { "If-None-Match": "*" };
  }
}
