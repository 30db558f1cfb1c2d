interface Due {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to go on. */
export class FakeClock {
  #now = 0;
  #due: Due[] = [];

  /** Milliseconds since the clock was made. */
  get now(): number {
    return this.#now;
  }

  /** Runs something that many milliseconds from now. */
  after(ms: number, run: () => void): void {
    this.#due.push({ at: this.#now + ms, run });
  }

  /** Goes on, and resolves when everything that was due has been done, and all that came of it. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settled();
      const [next] = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) {
        break;
      }
      this.#due = this.#due.filter((it) => it !== next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }
}

const ROUNDS = 100;

/** Lets everything happen that waits for nothing but promises. */
export async function settled(): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.resolve();
  }
}
