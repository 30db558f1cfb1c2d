import type { Backoff } from "./backoff.js";
import { BrokerError } from "./errors.js";
import { pause, withEither } from "./signals.js";

const WAIT_SECONDS = 25;

export interface PollTask {
  /** One request, held by the broker for so long; true if there is more to be had at once. */
  pull(waitSeconds: number, signal: AbortSignal): Promise<boolean>;
  /** Whether to try again after this error, when the pause is over. */
  goesOnAfter(error: unknown): boolean;
}

/** Asks the broker again and again, with pauses after errors, until it is stopped. */
export class PollLoop {
  readonly #task: PollTask;
  readonly #backoff: Backoff;
  #running: AbortController | undefined;
  /** Of the request or pause under way. */
  #step = new AbortController();

  constructor(task: PollTask, backoff: Backoff) {
    this.#task = task;
    this.#backoff = backoff;
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  start(): void {
    if (this.#running === undefined) {
      this.#running = new AbortController();
      void this.#run(this.#running.signal);
    }
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  /** Ends a pause, and a request that may hang on a dead connection, and asks at once. */
  wake(): void {
    this.#step.abort();
  }

  async #run(stopped: AbortSignal): Promise<void> {
    let waitSeconds = 0;
    while (!stopped.aborted) {
      this.#step = new AbortController();
      const woken = this.#step.signal;
      try {
        const more = await withEither([stopped, woken], (signal) =>
          this.#task.pull(waitSeconds, signal),
        );
        this.#backoff.reset();
        waitSeconds = more ? 0 : WAIT_SECONDS;
      } catch (error) {
        waitSeconds = 0;
        if (isAborted(stopped) || isAborted(woken)) {
          continue;
        }
        if (!this.#task.goesOnAfter(error)) {
          return;
        }
        const retryAfterMs = error instanceof BrokerError ? error.retryAfterMs : undefined;
        const pauseMs = this.#backoff.next(retryAfterMs);
        await withEither([stopped, woken], (signal) => pause(pauseMs, signal)).catch(
          () => undefined,
        );
      }
    }
  }
}

/** Asked anew each time: the compiler takes an earlier answer for final. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
