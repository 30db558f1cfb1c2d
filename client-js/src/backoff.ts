import { BrokerError } from "./errors.js";
import { pause } from "./signals.js";

const FIRST_PAUSE_MS = 500;

export interface Retries {
  readonly backoff: Backoff;
  /** How often at most the task is done. */
  readonly attempts: number;
  readonly signal: AbortSignal | undefined;
}

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

/** Does the task again, with pauses, while it fails for a reason that may pass. */
export async function retrying<T>(
  task: () => Promise<T>,
  { backoff, attempts, signal }: Retries,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await task();
    } catch (error) {
      if (!(error instanceof BrokerError) || !error.retryable || attempt === attempts) {
        throw error;
      }
      await pause(backoff.next(error.retryAfterMs), signal);
    }
  }
}
