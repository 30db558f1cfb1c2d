import type { FrameHeader } from "./frame.js";
import type { Covers, LastCounter } from "./frameBody.js";
import { instanceKey, KeptCounters } from "./keptCounters.js";

const MAX_POSITIONS = 256;

/** The last durable counters of a channel, now and at the newest positions. */
export class LastCounters {
  /** The position from which on they are known. */
  #begin = 0;
  #atBegin = new KeptCounters();
  /** What was used since, in order. */
  #used: LastCounter[] = [];
  #now = new KeptCounters();
  /** The highest position of which a replace said what they are. */
  #told = 0;

  /** Whether a frame that was sealed at this head can not have been here before. */
  isUnused(header: FrameHeader, head: number): boolean {
    return this.#now.isUnused(header, header.counter, head);
  }

  isUsed(header: FrameHeader): boolean {
    return this.#now.isUsed(header, header.counter);
  }

  use({ epoch, sender, instance, counter }: FrameHeader, seq: number): void {
    const used = { epoch, sender, instance, counter, seq };
    this.#now.use(used);
    this.#used.push(used);
    const oldest = this.#used.length > MAX_POSITIONS ? this.#used.shift() : undefined;
    if (oldest !== undefined) {
      this.#atBegin.use(oldest);
      this.#begin = oldest.seq;
    }
  }

  /** Those of the epoch. */
  list(epoch: number): readonly LastCounter[] {
    return this.#now.list(epoch);
  }

  /** Those of the epoch at this position; undefined if they are not known. */
  listAt(seq: number, epoch: number): readonly LastCounter[] | undefined {
    return seq < this.#begin ? undefined : this.#keptAt(seq).list(epoch);
  }

  /** Whether those of the epoch at this position are known to be others than the replace says. */
  differAt({ seq, counters }: Covers, epoch: number): boolean {
    if (seq < this.#begin) {
      return false;
    }
    const known = new Set(this.#keptAt(seq).list(epoch).map(text));
    return known.size !== counters.length || !counters.every((last) => known.has(text(last)));
  }

  /** Takes the list for those at its position. What was used after is used. */
  beginAt({ seq, counters }: Covers): void {
    this.#told = seq;
    this.#begin = seq;
    this.#atBegin = new KeptCounters(counters);
    this.#used = this.#used.filter((used) => used.seq > seq);
    this.#now = this.#replayed(Infinity);
  }

  /** Goes by what the newest replace says, as those do who begin at it. */
  take(covers: Covers, epoch: number): void {
    if (covers.seq < this.#told) {
      return;
    }
    this.#told = covers.seq;
    if (this.differAt(covers, epoch)) {
      this.beginAt(covers);
    }
  }

  #keptAt(seq: number): KeptCounters {
    const newest = this.#used.at(-1)?.seq ?? this.#begin;
    return seq >= newest ? this.#now : this.#replayed(seq);
  }

  #replayed(seq: number): KeptCounters {
    const kept = this.#atBegin.copy();
    for (const used of this.#used) {
      if (used.seq <= seq) {
        kept.use(used);
      }
    }
    return kept;
  }
}

function text(last: LastCounter): string {
  return `${instanceKey(last)}/${String(last.counter)}/${String(last.seq)}`;
}
