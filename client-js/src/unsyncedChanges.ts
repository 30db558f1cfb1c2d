import { holdPage } from "./pageLife.js";

/** Counts what this client has been given to write and the broker has not acknowledged. */
export class UnsyncedChanges {
  readonly #holdsPage: boolean;
  readonly #changed: (count: number) => void;
  readonly #waiting = new Set<() => void>();
  #releasePage: (() => void) | undefined;
  #count = 0;

  /** @param holdsPage whether the browser asks before the page is closed, while there are some */
  constructor(holdsPage: boolean, changed: (count: number) => void) {
    this.#holdsPage = holdsPage;
    this.#changed = changed;
  }

  get count(): number {
    return this.#count;
  }

  /** Counts one change until the promise is settled, whatever comes of it. */
  async during<T>(change: Promise<T>): Promise<T> {
    this.#set(this.#count + 1);
    try {
      return await change;
    } finally {
      this.#set(this.#count - 1);
    }
  }

  /** Resolves when there is none. */
  async none(): Promise<void> {
    while (this.#count > 0) {
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
  }

  #set(count: number): void {
    this.#count = count;
    if (count > 0 && this.#holdsPage) {
      this.#releasePage ??= holdPage();
    }
    this.#changed(count);
    if (count === 0) {
      this.#releasePage?.();
      this.#releasePage = undefined;
      this.#waiting.forEach((resolve) => {
        resolve();
      });
      this.#waiting.clear();
    }
  }
}
