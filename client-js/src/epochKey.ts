import { type Bytes, concat, label, u32 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { hkdf } from "./hashes.js";
import { Redacted } from "./redacted.js";
import { type SessionId, sessionIdBytes } from "./sessionId.js";

const EPOCH_KEY_BYTES = 32;

/** The key that opens the frames of one epoch. Drawn at random, never derived from an older one. */
export class EpochKey extends Redacted {
  readonly #bytes: Bytes;

  /** @throws {FormatError} On anything but 32 bytes. */
  constructor(bytes: Uint8Array) {
    super();
    if (bytes.length !== EPOCH_KEY_BYTES) {
      throw new FormatError("epoch key: not 32 bytes");
    }
    this.#bytes = new Uint8Array(bytes);
  }

  /** The key itself: for wrapping, for deriving, and for the device's own store. */
  exposeBytes(): Bytes {
    return new Uint8Array(this.#bytes);
  }
}

export function randomEpochKey(): EpochKey {
  return new EpochKey(crypto.getRandomValues(new Uint8Array(EPOCH_KEY_BYTES)));
}

/** What a host signs about an epoch key, 32 bytes: it fits this key, session and epoch only. */
export function commitment(sid: SessionId, epoch: number, key: EpochKey): Promise<Bytes> {
  const info = concat(label("latchkey/epoch/v1"), u32(epoch));
  return hkdf(key.exposeBytes(), sessionIdBytes(sid), info, 32);
}
