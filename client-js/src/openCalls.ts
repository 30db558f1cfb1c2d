import { BrokerError } from "./errors.js";
import { withEither } from "./signals.js";

/** The calls of a session that have not been answered; when it is over, they are, too. */
export class OpenCalls {
  /** One for each: one signal for all would have a listener for each. */
  readonly #open = new Set<AbortController>();
  #over: BrokerError | undefined;

  /** Runs the task with a signal that is aborted when the session is over, or was before. */
  async run<T>(
    signal: AbortSignal | undefined,
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const call = new AbortController();
    this.#open.add(call);
    if (this.#over !== undefined) {
      call.abort(this.#over);
    }
    try {
      return await withEither([call.signal, signal], task);
    } finally {
      this.#open.delete(call);
    }
  }

  /** Ends them all, and from now on every new one at once. */
  end(message: string): void {
    this.#over ??= new BrokerError("session_closed", message);
    for (const call of this.#open) {
      call.abort(this.#over);
    }
  }
}
