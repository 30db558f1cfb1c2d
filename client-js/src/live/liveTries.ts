const FIRST_PAUSE_MS = 30_000;
/** A network that let a socket through before is more likely back than it blocks them now. */
const PAUSE_AFTER_SUCCESS_MS = 1_000;
const MAX_PAUSE_MS = 5 * 60_000;

/** When to try to be live again, where the broker answers by HTTP and a socket cannot be opened. */
export class LiveTries {
  readonly #clock: () => number;
  readonly #random: () => number;
  #pauseMs = FIRST_PAUSE_MS;
  #hasFailed = false;
  #notBefore = 0;

  constructor(clock: () => number, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  get isDue(): boolean {
    return this.#clock() >= this.#notBefore;
  }

  succeeded(): void {
    this.#hasFailed = false;
    this.#pauseMs = PAUSE_AFTER_SUCCESS_MS;
  }

  failed(): void {
    this.#hasFailed = true;
  }

  /** If a socket has just failed, it is the socket and not the broker: there is no hurry. */
  brokerAnswered(): void {
    if (this.#hasFailed) {
      this.#hasFailed = false;
      this.#notBefore = this.#clock() + this.#pauseMs * (0.5 + this.#random() / 2);
      this.#pauseMs = Math.min(this.#pauseMs * 2, MAX_PAUSE_MS);
    }
  }
}
