const FIRST_PAUSE_MS = 500;

/** Pauses between tries: a random part of a bound that doubles, so that many clients spread out. */
export class Backoff {
  readonly #maxMs: number;
  readonly #random: () => number;
  #boundMs = FIRST_PAUSE_MS;

  constructor(maxMs: number, random: () => number) {
    this.#maxMs = maxMs;
    this.#random = random;
  }

  /** How long to wait now: never less than the broker asked for. */
  next(retryAfterMs = 0): number {
    const bound = Math.min(this.#boundMs, this.#maxMs);
    this.#boundMs = bound * 2;
    return retryAfterMs + Math.round(this.#random() * bound);
  }

  reset(): void {
    this.#boundMs = FIRST_PAUSE_MS;
  }
}
