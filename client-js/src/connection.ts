import type { Alarm } from "./alarm.js";
import { type Backoff } from "./backoff.js";
import { DishonestBrokerError } from "./dishonestBroker.js";
import { BrokerError } from "./errors.js";
import { type Follower, type Pulled } from "./follower.js";
import { onReturn, onThaw } from "./pageLife.js";
import { PollLoop, type PollTask } from "./pollLoop.js";
import type { CloseInfo, CloseReason, SessionStatus } from "./session.js";
import { abortable, withEither } from "./signals.js";

/** What a connection tells the session that it serves. */
export interface ConnectionListener {
  status(status: SessionStatus): void;
  /** Frames and people that are new; `synced` says whether that was all. */
  pulled(pulled: Pulled): void;
  synced(synced: boolean): void;
  alarm(alarm: Alarm): void;
  error(error: BrokerError): void;
  /** Frames must be those of a new instance from here on. */
  resumed(): void;
  closed(info: CloseInfo): void;
}

/** Keeps one member in touch with its session, until it is closed for good. */
export class Connection implements PollTask {
  readonly #follower: Follower;
  readonly #listener: ConnectionListener;
  readonly #loop: PollLoop;
  readonly #clock: () => number;
  /** One for each call under way: one signal for all would have a listener for each. */
  readonly #calls = new Set<AbortController>();
  /** Why calls fail from now on. */
  #over: BrokerError | undefined;
  readonly #waiting = new Set<() => void>();
  readonly #offThaw: () => void;
  #offReturn: (() => void) | undefined;
  #status: SessionStatus = "initial";
  #synced = false;
  /** Up to where the listener knows the channel; -1 before the first answer. */
  #head = -1;
  #closed: CloseInfo | null = null;

  constructor(
    follower: Follower,
    listener: ConnectionListener,
    backoff: Backoff,
    clock: () => number,
  ) {
    this.#follower = follower;
    this.#listener = listener;
    this.#loop = new PollLoop(this, backoff);
    this.#clock = clock;
    this.#offThaw = onThaw(() => {
      this.#listener.resumed();
      this.#setSynced(false);
    });
  }

  get status(): SessionStatus {
    return this.#status;
  }

  get synced(): boolean {
    return this.#synced;
  }

  get head(): number {
    return this.#head;
  }

  get closed(): CloseInfo | null {
    return this.#closed;
  }

  connect(): void {
    if (this.#closed !== null || this.#loop.running) {
      return;
    }
    this.#setStatus("connecting");
    this.#offReturn = onReturn(() => {
      this.#loop.wake();
    });
    this.#loop.start();
  }

  disconnect(): void {
    if (this.#closed === null && this.#loop.running) {
      this.#stop();
      this.#setStatus("disconnected");
    }
  }

  close(reason: CloseReason, message: string, alarm: Alarm | null = null): void {
    if (this.#closed !== null) {
      return;
    }
    this.#closed = { reason, message, at: new Date(this.#clock()), alarm };
    this.#stop();
    this.#offThaw();
    this.#endCalls(`the session is closed: ${message}`);
    if (alarm !== null) {
      this.#listener.alarm(alarm);
    }
    this.#setStatus("closed");
    this.#listener.closed(this.#closed);
  }

  /** Stops for good without closing the session: whoever waits is told, and nobody else. */
  end(): void {
    this.disconnect();
    this.#offThaw();
    this.#endCalls("the session was destroyed");
  }

  /** Resolves when the session is in step with the broker, or the first try to be has failed. */
  async attempted(signal?: AbortSignal): Promise<void> {
    const settled = ["reconnecting", "disconnected", "closed"];
    await this.#until(() => this.#synced || settled.includes(this.#status), signal);
  }

  /**
   * Runs a task that talks to the broker. It is aborted when the session closes, and closes the
   * session if it finds the broker dishonest.
   */
  async run<T>(
    signal: AbortSignal | undefined,
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#untilOver(signal, task);
    } catch (error) {
      if (error instanceof DishonestBrokerError) {
        this.close("dishonest_broker", error.message, error.alarm);
        throw new BrokerError("session_closed", error.message, { cause: error });
      }
      throw error;
    }
  }

  /** Resolves when the listener knows everything up to `seq`; 0: the first answer. */
  async read(seq: number, signal: AbortSignal): Promise<void> {
    while (this.#head < seq) {
      if (this.#loop.running) {
        await this.#until(() => this.#head >= seq || !this.#loop.running, signal);
      } else {
        await this.#follower.pull(0, signal, (pulled) => {
          this.#take(pulled);
        });
      }
    }
  }

  /** Resolves when all that the broker has is read. */
  async catchUp(signal: AbortSignal): Promise<void> {
    while (!this.#synced) {
      if (this.#loop.running) {
        await this.#until(() => this.#synced || !this.#loop.running, signal);
      } else if (!(await this.pull(0, signal))) {
        return;
      }
    }
  }

  async pull(waitSeconds: number, signal: AbortSignal): Promise<boolean> {
    let more = false;
    await this.#follower.pull(waitSeconds, signal, (pulled) => {
      this.#take(pulled);
      more = pulled.more;
    });
    if (this.#loop.running) {
      this.#setStatus("connected");
      this.#setSynced(!more);
    }
    return more;
  }

  goesOnAfter(error: unknown): boolean {
    if (error instanceof DishonestBrokerError) {
      this.close("dishonest_broker", error.message, error.alarm);
      return false;
    }
    if (!(error instanceof BrokerError)) {
      this.disconnect();
      throw error;
    }
    if (error.code === "not_found") {
      this.close("not_found", "the broker does not know this session, or this member of it");
      return false;
    }
    this.#setSynced(false);
    this.#setStatus("reconnecting");
    this.#listener.error(error);
    return true;
  }

  #take(pulled: Pulled): void {
    this.#head = pulled.head;
    this.#listener.pulled(pulled);
    this.#wakeWaiting();
  }

  #stop(): void {
    this.#loop.stop();
    this.#offReturn?.();
    this.#setSynced(false);
    this.#wakeWaiting();
  }

  /** Resolves when the condition holds; it is asked again after everything that happens. */
  async #until(holds: () => boolean, signal?: AbortSignal): Promise<void> {
    await this.#untilOver(signal, async (either) => {
      while (!holds()) {
        let wake = (): void => undefined;
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        this.#waiting.add(wake);
        await abortable(woken, either).finally(() => this.#waiting.delete(wake));
      }
    });
  }

  async #untilOver<T>(
    signal: AbortSignal | undefined,
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const call = new AbortController();
    this.#calls.add(call);
    if (this.#over !== undefined) {
      call.abort(this.#over);
    }
    try {
      return await withEither([call.signal, signal], task);
    } finally {
      this.#calls.delete(call);
    }
  }

  #endCalls(message: string): void {
    this.#over ??= new BrokerError("session_closed", message);
    for (const call of this.#calls) {
      call.abort(this.#over);
    }
  }

  #wakeWaiting(): void {
    for (const wake of this.#waiting) {
      wake();
    }
  }

  #setStatus(status: SessionStatus): void {
    if (this.#status !== status) {
      this.#status = status;
      this.#listener.status(status);
      this.#wakeWaiting();
    }
  }

  #setSynced(synced: boolean): void {
    if (this.#synced !== synced) {
      this.#synced = synced;
      this.#listener.synced(synced);
      this.#wakeWaiting();
    }
  }
}
