/** Lets a connection show that it is alive, and notices when it is not. */
export interface HeartbeatOptions {
  readonly clock: () => number;
  /** Sends something that is answered. */
  readonly ping: () => void;
  /** Nothing came in time. */
  readonly dead: () => void;
  /** Called now and then; not to be late is up to the caller. */
  readonly tick: () => void;
}

const TICK_MS = 5_000;
const BEAT_MS = 15_000;
const ANSWER_WITHIN_MS = 8_000;
/** A page that was away for so long may have lost its connection without being told. */
const JUMP_MS = 20_000;

export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #timer: ReturnType<typeof setInterval>;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #pingedAt: number;
  #tickedAt: number;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#pingedAt = options.clock();
    this.#tickedAt = this.#pingedAt;
    this.#timer = setInterval(() => {
      this.#tick();
    }, TICK_MS);
  }

  /** Something came: the other side is there. */
  heard(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  /** Asks the other side whether it is there. */
  probe(): void {
    this.#pingedAt = this.#options.clock();
    this.#deadline ??= setTimeout(this.#options.dead, ANSWER_WITHIN_MS);
    this.#options.ping();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.heard();
  }

  #tick(): void {
    const now = this.#options.clock();
    const jumped = now - this.#tickedAt > JUMP_MS;
    this.#tickedAt = now;
    this.#options.tick();
    if (jumped || now - this.#pingedAt >= BEAT_MS) {
      this.probe();
    }
  }
}
