import { aborted, throwIfAborted } from "./signals.js";

type Callback = (...args: never[]) => void;
type Listeners<E> = { [K in keyof E]?: Set<E[K]> };

/** Calls back whoever asked for an event. A callback that throws hurts nobody but itself. */
export class Emitter<E extends { readonly [K in keyof E]: Callback }> {
  readonly #listeners: Listeners<E> = {};

  on<K extends keyof E>(type: K, callback: E[K], signal?: AbortSignal): () => void {
    const callbacks = (this.#listeners[type] ??= new Set());
    // A wrapper, so that the same function twice is two listeners.
    const listener = ((...args: Parameters<E[K]>) => {
      callback(...args);
    }) as unknown as E[K];
    const off = (): void => {
      callbacks.delete(listener);
      signal?.removeEventListener("abort", off);
    };
    if (signal?.aborted !== true) {
      callbacks.add(listener);
      signal?.addEventListener("abort", off);
    }
    return off;
  }

  once<K extends keyof E>(type: K, signal?: AbortSignal): Promise<Parameters<E[K]>[0]> {
    return new Promise((resolve, reject) => {
      throwIfAborted(signal);
      const stop = (): void => {
        off();
        if (signal !== undefined) {
          reject(aborted(signal));
        }
      };
      const off = this.on(type, ((first: Parameters<E[K]>[0]) => {
        off();
        signal?.removeEventListener("abort", stop);
        resolve(first);
      }) as unknown as E[K]);
      signal?.addEventListener("abort", stop);
    });
  }

  emit<K extends keyof E>(type: K, ...args: Parameters<E[K]>): void {
    for (const callback of [...(this.#listeners[type] ?? [])]) {
      try {
        callback(...args);
      } catch (error) {
        reportError(error);
      }
    }
  }

  /** What emits the event, for whoever it comes from. */
  to<K extends keyof E>(type: K): (...args: Parameters<E[K]>) => void {
    return (...args) => {
      this.emit(type, ...args);
    };
  }

  clear(): void {
    for (const type of Object.keys(this.#listeners) as (keyof E)[]) {
      this.#listeners[type]?.clear();
    }
  }
}

/** As an uncaught error, where the application looks for its own errors. */
function reportError(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
