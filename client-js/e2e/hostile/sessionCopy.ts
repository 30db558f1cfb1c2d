/** All that a broker was ever given of one session. It forgets nothing, whatever a replace covers. */
export class SessionCopy {
  readonly #entries: string[] = [];
  readonly #channels = new Map<number, Map<number, string>>();
  readonly #waiting: (() => void)[] = [];

  get entries(): readonly string[] {
    return this.#entries;
  }

  /** The frames of a channel, sequence number 1 first. */
  frames(channel: number): readonly string[] {
    const known = this.#channels.get(channel);
    const frames: string[] = [];
    for (let frame = known?.get(1); frame !== undefined; frame = known?.get(frames.length + 1)) {
      frames.push(frame);
    }
    return frames;
  }

  takeEntries(first: number, entries: readonly string[]): void {
    entries.forEach((entry, i) => {
      this.#entries[first + i] = entry;
    });
  }

  takeFrame(channel: number, seq: number, frame: string): void {
    const frames = this.#channels.get(channel) ?? new Map<number, string>();
    this.#channels.set(channel, frames.set(seq, frame));
    for (const wake of this.#waiting.splice(0)) {
      wake();
    }
  }

  /** Resolves when another frame is stored. */
  nextFrame(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
