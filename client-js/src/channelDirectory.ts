import { type Bytes, decodeUtf8, utf8 } from "./bytes.js";
import type { Channel } from "./channel.js";
import { BrokerError } from "./errors.js";
import { FormatError } from "./formatError.js";

export const DIRECTORY_CHANNEL = 255;
const FIRST_NAMED = 2;
const MAX_NAMES = DIRECTORY_CHANNEL - FIRST_NAMED;
const MAX_NAME_BYTES = 64;

/** Which number a channel of this name has: the log of channel 255 says it. FORMATS.md §9.2. */
export class ChannelDirectory {
  readonly #log: Channel;
  readonly #mayWrite: () => boolean;
  readonly #names: string[] = [];
  #changed = (): void => undefined;
  #change = this.#nextChange();

  constructor(log: Channel, mayWrite: () => boolean) {
    this.#log = log;
    this.#mayWrite = mayWrite;
    log.on("entry", ({ payload }) => {
      this.#take(payload as Bytes);
    });
    log.on("sync", () => {
      this.#tellChange();
    });
  }

  /** Resolves when the name is in the directory; enters it, if this member may write. */
  async numberOf(name: string): Promise<number> {
    for (;;) {
      const known = this.#names.indexOf(name);
      if (known >= 0) {
        return FIRST_NAMED + known;
      }
      if (this.#log.synced && this.#mayWrite()) {
        if (this.#names.length >= MAX_NAMES) {
          throw new BrokerError("too_many_channels", "the session has no channel left");
        }
        await this.#log.append(encodeNames([name]));
      } else {
        await this.#change;
      }
    }
  }

  /** Writes all names once more, under the current key. */
  async renew(): Promise<void> {
    await this.#log.replace(encodeNames(this.#names));
  }

  #take(payload: Bytes): void {
    for (const name of decodeNames(payload)) {
      if (!this.#names.includes(name) && this.#names.length < MAX_NAMES) {
        this.#names.push(name);
      }
    }
    this.#tellChange();
  }

  #tellChange(): void {
    this.#changed();
    this.#change = this.#nextChange();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#changed = resolve;
    });
  }
}

export function isChannelName(name: string): boolean {
  const size = utf8(name).length;
  return size >= 1 && size <= MAX_NAME_BYTES && !name.includes("\n");
}

function encodeNames(names: readonly string[]): Bytes {
  return utf8(names.join("\n"));
}

/** What is no name is passed over. */
function decodeNames(payload: Bytes): readonly string[] {
  try {
    return decodeUtf8(payload).split("\n").filter(isChannelName);
  } catch (error) {
    if (error instanceof FormatError) {
      return [];
    }
    throw error;
  }
}
