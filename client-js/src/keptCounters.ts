import { encodeBase64Url } from "./base64Url.js";
import { equalBytes } from "./bytes.js";
import { NO_INSTANCE } from "./frame.js";
import { type LastCounter, MAX_INSTANCES } from "./frameBody.js";

export type Instance = Pick<LastCounter, "epoch" | "sender" | "instance">;

/** Of one sender in one epoch. */
interface SenderCounters {
  readonly epoch: number;
  readonly sender: Instance["sender"];
  /** Where the last frame stands of those of instances that are forgotten. */
  readonly floor: number;
  /** In the order in which the instances wrote last. */
  readonly newest: readonly LastCounter[];
}

/** The last durable counters at one position of a channel. FORMATS.md §9. */
export class KeptCounters {
  #senders = new Map<string, SenderCounters>();

  constructor(list: readonly LastCounter[] = []) {
    for (const last of [...list].sort((a, b) => a.seq - b.seq)) {
      this.use(last);
    }
  }

  copy(): KeptCounters {
    const copy = new KeptCounters();
    copy.#senders = new Map(this.#senders);
    return copy;
  }

  /** Whether a frame with this counter, sealed at this head, can not have been here before. */
  isUnused(instance: Instance, counter: number, head: number): boolean {
    const { floor, newest } = this.#of(instance);
    const last = newest.find((it) => equalBytes(it.instance, instance.instance));
    return last === undefined ? head >= floor : counter > last.counter;
  }

  /** Whether a frame with this counter was here, or one of its instance after it. */
  isUsed(instance: Instance, counter: number): boolean {
    const { newest } = this.#of(instance);
    const last = newest.find((it) => equalBytes(it.instance, instance.instance));
    return last !== undefined && counter <= last.counter;
  }

  /** Of a list, also a floor. */
  use(last: LastCounter): void {
    const { epoch, sender } = last;
    const { floor, newest } = this.#of(last);
    const others = newest.filter((it) => !equalBytes(it.instance, last.instance));
    const all = last.counter === 0 ? others : [...others, last];
    const forgotten = last.counter === 0 ? last : all.at(-1 - MAX_INSTANCES);
    this.#senders.set(senderKey(last), {
      epoch,
      sender,
      floor: Math.max(floor, forgotten?.seq ?? 0),
      newest: all.slice(-MAX_INSTANCES),
    });
  }

  /** In the order in which they were used. */
  list(epoch: number): readonly LastCounter[] {
    return [...this.#senders.values()]
      .filter((it) => it.epoch === epoch)
      .flatMap(({ sender, floor, newest }) =>
        floor === 0
          ? newest
          : [{ epoch, sender, instance: NO_INSTANCE, counter: 0, seq: floor }, ...newest],
      )
      .sort((a, b) => a.seq - b.seq);
  }

  #of({ epoch, sender }: Instance): SenderCounters {
    const key = senderKey({ epoch, sender });
    return this.#senders.get(key) ?? { epoch, sender, floor: 0, newest: [] };
  }
}

function senderKey({ epoch, sender }: Omit<Instance, "instance">): string {
  return `${String(epoch)}/${sender}`;
}

export function instanceKey(instance: Instance): string {
  return `${senderKey(instance)}/${encodeBase64Url(instance.instance)}`;
}
