import { encodeBase64Url } from "./base64Url.js";
import { type LastCounter } from "./frameBody.js";
import { forgetOldest } from "./forgetOldest.js";

const MAX_POSITIONS = 1024;

export type Instance = Omit<LastCounter, "counter">;

/** The last durable counter of every instance of every sender, now and at earlier positions. */
export class LastCounters {
  readonly #counters = new Map<string, LastCounter>();
  /** By position, what the counter used there took the place of. */
  readonly #replaced = new Map<number, LastCounter>();

  /** 0 if the instance has used none. */
  of(instance: Instance): number {
    return this.#counters.get(instanceKey(instance))?.counter ?? 0;
  }

  use({ epoch, sender, instance, counter }: LastCounter, seq: number): void {
    const used = { epoch, sender, instance, counter };
    this.#replaced.set(seq, { ...used, counter: this.of(used) });
    this.#counters.set(instanceKey(used), used);
    forgetOldest(this.#replaced, MAX_POSITIONS);
  }

  /** Takes over what a replace says of the positions that it covers. */
  beginWith(counters: readonly LastCounter[]): void {
    for (const last of counters) {
      this.#counters.set(instanceKey(last), last);
    }
  }

  /** The last counters of the epoch when the head was `seq`, one of the newest positions. */
  at(seq: number, epoch: number): readonly LastCounter[] {
    const counters = new Map(this.#counters);
    for (const [position, last] of [...this.#replaced].reverse()) {
      if (position > seq) {
        counters.set(instanceKey(last), last);
      }
    }
    return [...counters.values()].filter((last) => last.epoch === epoch && last.counter > 0);
  }

  /** Whether these were the last counters of the epoch when the head was `seq`. */
  equalAt(seq: number, epoch: number, named: readonly LastCounter[]): boolean {
    const counters = new Map(named.map((last) => [instanceKey(last), last.counter]));
    const own = this.at(seq, epoch);
    return (
      own.length === counters.size &&
      own.every((last) => counters.get(instanceKey(last)) === last.counter)
    );
  }
}

export function instanceKey({ epoch, sender, instance }: Instance): string {
  return `${String(epoch)}/${sender}/${encodeBase64Url(instance)}`;
}
