import type { Bytes } from "./bytes.js";
import type { DeviceStore } from "./deviceStore.js";
import type { DeviceVault, SealedBytes } from "./deviceVault.js";
import type { Membership } from "./membership.js";
import type { MemberId } from "./memberId.js";
import { Mutex } from "./mutex.js";
import { outboxPrefix } from "./outboxPrefix.js";
import { ifOver, PageLock } from "./pageLock.js";
import type { SessionId } from "./sessionId.js";

/** A write that is not acknowledged. */
export interface KeptWrite {
  /** The channel's name. */
  readonly channel: string;
  readonly kind: "append" | "replace";
  readonly payload: Bytes;
  /** Up to where a replace replaces. */
  readonly covers: number | undefined;
  /** What was made of it, if it may have been sent: the same bytes are stored only once. */
  readonly sealed: KeptFrame | undefined;
}

export interface KeptFrame {
  readonly frame: Bytes;
  readonly head: number;
}

interface StoredWrite extends Omit<KeptWrite, "payload"> {
  readonly payload: SealedBytes;
}

const NUMBER_DIGITS = 12;

/**
 * Keeps what one run of a session has not brought to the broker, sealed, so that it outlives the
 * page. What a run that is over has left is taken over, in its order.
 */
export class Outbox {
  readonly #store: DeviceStore;
  readonly #vault: DeviceVault;
  readonly #prefix: string;
  readonly #lock = new PageLock();
  readonly #turn = new Mutex();
  #count = 0;
  #discarded = false;

  constructor(
    store: DeviceStore,
    vault: DeviceVault,
    { sid, mid }: Pick<Membership, "sid" | "mid">,
  ) {
    this.#store = store;
    this.#vault = vault;
    this.#prefix = memberPrefix(sid, mid);
  }

  /** A new place for a write. */
  place(): string {
    this.#count += 1;
    const number = String(this.#count).padStart(NUMBER_DIGITS, "0");
    return `${this.#prefix}${this.#lock.page}/${number}`;
  }

  /** Keeps the write in its place, or what has become of it. */
  keep(place: string, write: KeptWrite): Promise<void> {
    return this.#turn.run(async () => {
      if (!this.#discarded) {
        const payload = await this.#vault.seal(place, write.payload);
        await this.#store.update(place, () => ({ ...write, payload }));
      }
    });
  }

  drop(place: string): Promise<void> {
    return this.#turn.run(() => this.#store.delete(place));
  }

  /** What runs that are over have left, now kept in places of this one. */
  takeOver(): Promise<readonly (readonly [place: string, write: KeptWrite])[]> {
    return this.#turn.run(async () => {
      const taken: (readonly [string, KeptWrite])[] = [];
      for (const page of await this.#pages()) {
        await ifOver(page, async () => {
          for (const [old, value] of await this.#store.entries(`${this.#prefix}${page}/`)) {
            const stored = value as StoredWrite;
            const write = { ...stored, payload: await this.#vault.open(old, stored.payload) };
            const place = this.place();
            const payload = await this.#vault.seal(place, write.payload);
            await this.#store.update(place, () => ({ ...write, payload }));
            await this.#store.delete(old);
            taken.push([place, write]);
          }
        });
      }
      return taken;
    });
  }

  /** Forgets everything: it can never be sent. */
  discard(): Promise<void> {
    this.#discarded = true;
    return this.#turn.run(async () => {
      for (const [key] of await this.#store.entries(this.#prefix)) {
        await this.#store.delete(key);
      }
    });
  }

  /** This run is over. */
  async end(): Promise<void> {
    await this.#turn.run(() => Promise.resolve());
    this.#lock.end();
  }

  async #pages(): Promise<ReadonlySet<string>> {
    const entries = await this.#store.entries(this.#prefix);
    const pages = entries.map(([key]) => key.slice(this.#prefix.length).split("/")[0] ?? "");
    return new Set(pages.filter((page) => page !== this.#lock.page));
  }
}

function memberPrefix(sid: SessionId, mid: MemberId): string {
  return `${outboxPrefix(sid)}${mid}/`;
}
