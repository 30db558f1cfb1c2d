import { encodeBase64Url } from "./base64Url.js";
import type { Bytes } from "./bytes.js";
import { commitment, randomEpochKey } from "./epochKey.js";
import { wrapEpochKey } from "./epochKeyWrap.js";
import type { PublicKeys } from "./publicKeys.js";
import type { SessionId } from "./sessionId.js";
import { pause } from "./signals.js";

/** Whom a new key is for: a member, or whoever joins by an invite. */
export interface Recipient {
  readonly kind: "member" | "invite";
  readonly id: string;
  readonly keys: PublicKeys;
}

/** A wrap as it goes to the broker. */
export interface SentWrap {
  readonly kind: "member" | "invite";
  readonly id: string;
  readonly wrap: string;
}

const AT_ONCE = 2;

/** A key for an epoch that may begin, and the wraps of it that were made already. */
export class NextKey {
  readonly epoch: number;
  readonly #sid: SessionId;
  readonly #key = randomEpochKey();
  readonly #wraps = new Map<string, string>();

  constructor(sid: SessionId, epoch: number) {
    this.#sid = sid;
    this.epoch = epoch;
  }

  /** False once somebody was sent a wrap who is to have none: then it takes another key. */
  isOnlyFor(recipients: readonly Recipient[]): boolean {
    const names = new Set(recipients.map(nameOf));
    return [...this.#wraps.keys()].every((name) => names.has(name));
  }

  commitment(): Promise<Bytes> {
    return commitment(this.#sid, this.epoch, this.#key);
  }

  /** A few at a time, so that a page with a thousand members goes on moving. */
  async wrapTo(
    recipients: readonly Recipient[],
    signal: AbortSignal,
  ): Promise<readonly SentWrap[]> {
    const missing = recipients.filter((recipient) => !this.#wraps.has(nameOf(recipient)));
    for (let i = 0; i < missing.length; i += AT_ONCE) {
      if (i > 0) {
        await pause(0, signal);
      }
      await Promise.all(missing.slice(i, i + AT_ONCE).map((recipient) => this.#wrap(recipient)));
    }
    return recipients.map((recipient) => {
      const { kind, id } = recipient;
      return { kind, id, wrap: this.#wraps.get(nameOf(recipient)) ?? "" };
    });
  }

  async #wrap(recipient: Recipient): Promise<void> {
    const { kind, keys } = recipient;
    const place = { sid: this.#sid, epoch: this.epoch, kind, recipient: keys };
    this.#wraps.set(nameOf(recipient), encodeBase64Url(await wrapEpochKey(place, this.#key)));
  }
}

function nameOf({ kind, id }: Recipient): string {
  return `${kind}/${id}`;
}
