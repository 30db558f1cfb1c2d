const MAX_COUNTER = 2 ** 32 - 1; // far below the bounds of GCM

/** The counters of one kind of frames under one key: 1, 2, 3… and never one of them twice. */
export class NonceSequence {
  #last: number;

  constructor(last = 0) {
    this.#last = last;
  }

  /** @throws {RangeError} When none is left: the sender takes a new instance. FORMATS.md §9. */
  take(): number {
    if (this.#last >= MAX_COUNTER) {
      throw new RangeError("no counter is left");
    }
    return ++this.#last;
  }
}
