import { BrokerError } from "./errors.js";

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw aborted(signal);
  }
}

/** The promise's outcome, or a rejection as soon as the signal says so. Does not stop the work. */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) {
    return work;
  }
  throwIfAborted(signal);
  let off = (): void => undefined;
  const abort = new Promise<never>((_, reject) => {
    off = onAbort(signal, reject);
  });
  try {
    return await Promise.race([work, abort]);
  } finally {
    off();
  }
}

/** Calls back when the signal is aborted, until what it returns is called. */
export function onAbort(
  signal: AbortSignal | undefined,
  callback: (error: BrokerError) => void,
): () => void {
  const abort = (): void => {
    if (signal !== undefined) {
      callback(aborted(signal));
    }
  };
  signal?.addEventListener("abort", abort);
  return () => {
    signal?.removeEventListener("abort", abort);
  };
}

export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return abortable(elapsed, signal).finally(() => {
    clearTimeout(timer);
  });
}

/** Runs the task with a signal that is aborted as soon as one of these is. */
export async function withEither<T>(
  signals: readonly (AbortSignal | undefined)[],
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const given = signals.filter((signal) => signal !== undefined);
  const abort = (): void => {
    controller.abort(given.find((signal) => signal.aborted)?.reason);
  };
  for (const signal of given) {
    signal.addEventListener("abort", abort);
  }
  try {
    if (given.some((signal) => signal.aborted)) {
      abort();
    }
    return await task(controller.signal);
  } finally {
    for (const signal of given) {
      signal.removeEventListener("abort", abort);
    }
  }
}

/** What an aborted call rejects with: the reason, where that is one of ours. */
export function aborted(signal: AbortSignal): BrokerError {
  if (signal.reason instanceof BrokerError) {
    return signal.reason;
  }
  return new BrokerError("aborted", "the caller ended the call", { cause: signal.reason });
}
