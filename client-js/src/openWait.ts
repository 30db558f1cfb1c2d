import { Emitter } from "./emitter.js";
import type { Emoji } from "./emojiWords.js";
import type { Waiting } from "./knock.js";
import type { Unsubscribe } from "./session.js";

interface Watcher {
  readonly onKnock: (waiting: Waiting) => void;
  readonly cancel: () => void;
}

/** One join that waits for a host, as everybody who called for it is shown. */
export class OpenWait {
  readonly #events = new Emitter<{ change: () => void }>();
  readonly #watchers = new Set<Watcher>();
  #since: Date | undefined;
  #emoji: readonly Emoji[] | null = null;

  get watched(): boolean {
    return this.#watchers.size > 0;
  }

  watch(onKnock: (waiting: Waiting) => void, cancel: () => void): Unsubscribe {
    const watcher = { onKnock, cancel };
    this.#watchers.add(watcher);
    if (this.#since !== undefined) {
      this.#show(watcher, this.#since);
    }
    return () => {
      this.#watchers.delete(watcher);
    };
  }

  begin(since: Date): void {
    if (this.#since === undefined) {
      this.#since = since;
      for (const watcher of this.#watchers) {
        this.#show(watcher, since);
      }
    }
  }

  show(emoji: readonly Emoji[]): void {
    if (this.#emoji === null) {
      this.#emoji = emoji;
      this.#events.emit("change");
    }
  }

  #show({ onKnock, cancel }: Watcher, since: Date): void {
    const emoji = (): readonly Emoji[] | null => this.#emoji;
    onKnock({
      since,
      get emoji() {
        return emoji();
      },
      cancel,
      onChange: (callback) => this.#events.on("change", callback),
    });
  }
}

/** The joins under way, by invite. */
export class OpenWaits {
  readonly #waits = new Map<string, OpenWait>();

  /** Runs a join; calls back if it has to wait, also when another call has begun it. */
  async during<T>(
    key: string,
    onKnock: (waiting: Waiting) => void,
    join: (wait: OpenWait, cancelled: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const wait = this.#waits.get(key) ?? new OpenWait();
    this.#waits.set(key, wait);
    const cancelling = new AbortController();
    const off = wait.watch(onKnock, () => {
      cancelling.abort();
    });
    try {
      return await join(wait, cancelling.signal);
    } finally {
      off();
      if (!wait.watched) {
        this.#waits.delete(key);
      }
    }
  }
}
