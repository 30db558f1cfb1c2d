import type { DeviceStore } from "./deviceStore.js";

/** A store that is gone with the page, or with whoever holds it. */
export class MemoryStore implements DeviceStore {
  readonly persistent = false;
  readonly #values = new Map<string, unknown>();

  get(key: string): Promise<unknown> {
    return Promise.resolve(this.#values.get(key));
  }

  update(key: string, change: (value: unknown) => unknown): Promise<unknown> {
    const value = change(this.#values.get(key));
    if (value === undefined) {
      this.#values.delete(key);
    } else {
      this.#values.set(key, value);
    }
    return Promise.resolve(value);
  }

  entries(prefix: string): Promise<readonly (readonly [key: string, value: unknown])[]> {
    const entries = [...this.#values].filter(([key]) => key.startsWith(prefix));
    return Promise.resolve(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  delete(key: string): Promise<void> {
    this.#values.delete(key);
    return Promise.resolve();
  }
}
