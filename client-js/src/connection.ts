import type { Alarm } from "./alarm.js";
import type { Backoff } from "./backoff.js";
import type { Reading } from "./channelReader.js";
import { DishonestBrokerError } from "./dishonestBroker.js";
import { BrokerError } from "./errors.js";
import type { ChannelListener, FollowedChannel } from "./followedChannel.js";
import type { Follower } from "./follower.js";
import type { LiveLink, LiveListener } from "./live/liveLink.js";
import type { LiveOutcome } from "./live/openConnection.js";
import { LiveTries } from "./live/liveTries.js";
import { OpenCalls } from "./openCalls.js";
import { onReturn, onThaw } from "./pageLife.js";
import { PollLoop, type PollTask } from "./pollLoop.js";
import type { CloseInfo, CloseReason, SessionStatus } from "./session.js";
import { abortable, withEither } from "./signals.js";

/** What a connection tells the session that it serves. */
export interface ConnectionListener extends Omit<LiveListener, "live"> {
  status(status: SessionStatus): void;
  /** The broker has answered: what waited for it may be done. */
  reached(): void;
  /** Something new of a channel was read. */
  read(channel: FollowedChannel, reading: Reading): void;
  alarm(alarm: Alarm): void;
  error(error: BrokerError): void;
  /** The broker says that the session has ended. */
  ended(): void;
  /** Frames must be those of a new instance from here on. */
  resumed(): void;
  closed(info: CloseInfo): void;
}

/** Keeps one member in touch with its session, until it is closed for good. */
export class Connection implements PollTask {
  readonly #follower: Follower;
  readonly #live: LiveLink;
  readonly #sockets: LiveTries;
  readonly #streams: LiveTries;
  readonly #listener: ConnectionListener;
  readonly #backoff: Backoff;
  readonly #loop: PollLoop;
  readonly #clock: () => number;
  readonly #calls = new OpenCalls();
  readonly #waiting = new Set<() => void>();
  readonly #offThaw: () => void;
  #offReturn: (() => void) | undefined;
  #status: SessionStatus = "initial";
  #closed: CloseInfo | null = null;

  constructor(
    follower: Follower,
    live: LiveLink,
    listener: ConnectionListener,
    backoff: Backoff,
    clock: () => number,
  ) {
    this.#follower = follower;
    this.#live = live;
    this.#sockets = new LiveTries(clock, Math.random);
    this.#streams = new LiveTries(clock, Math.random);
    this.#listener = listener;
    this.#backoff = backoff;
    this.#loop = new PollLoop(this, backoff);
    this.#clock = clock;
    this.#offThaw = onThaw(() => {
      this.#listener.resumed();
      this.#setUnsynced();
    });
  }

  get status(): SessionStatus {
    return this.#status;
  }

  /** True once every channel is read up to the broker's head. */
  get synced(): boolean {
    return this.#follower.channels.every(({ synced }) => synced);
  }

  get closed(): CloseInfo | null {
    return this.#closed;
  }

  /** Reads one more channel from now on. */
  follow(number: number, listener: ChannelListener): FollowedChannel {
    let told = false;
    const channel = this.#follower.follow(number, {
      read: (reading) => {
        listener.read(reading);
        this.#listener.read(channel, reading);
        this.#wakeWaiting();
      },
      synced: (synced) => {
        if (channel.caughtUp && this.#loop.running) {
          this.#setStatus("connected");
        }
        if (synced !== told) {
          told = synced;
          listener.synced(synced);
        }
        this.#wakeWaiting();
      },
    });
    if (this.#loop.running && !this.#live.follow(channel)) {
      this.#loop.wake();
    }
    return channel;
  }

  connect(): void {
    if (this.#closed !== null || this.#loop.running) {
      return;
    }
    this.#setStatus("connecting");
    this.#offReturn = onReturn(() => {
      if (!this.#live.probe()) {
        this.#loop.wake();
      }
    });
    this.#loop.start();
  }

  disconnect(): void {
    if (this.#closed === null && this.#loop.running) {
      this.#stop();
      this.#setStatus("disconnected");
    }
  }

  close(
    reason: CloseReason,
    message: string,
    { alarm = null, by = null }: Partial<Pick<CloseInfo, "alarm" | "by">> = {},
  ): void {
    if (this.#closed !== null) {
      return;
    }
    this.#closed = { reason, message, at: new Date(this.#clock()), alarm, by };
    this.#stop();
    this.#offThaw();
    this.#calls.end(`the session is closed: ${message}`);
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
    this.#calls.end("the session was destroyed");
  }

  /** Resolves when the session is in step with the broker, or the first try to be has failed. */
  async attempted(signal?: AbortSignal): Promise<void> {
    const settled = ["reconnecting", "disconnected", "closed"];
    const isAttempted = (): boolean =>
      this.#follower.channels.every(({ caughtUp }) => caughtUp) || settled.includes(this.#status);
    await this.#until(isAttempted, signal);
  }

  /**
   * Runs a task that talks to the broker. It is aborted when the session closes, and closes the
   * session if it finds the broker dishonest.
   */
  run<T>(signal: AbortSignal | undefined, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#honestly(() => this.#calls.run(signal, task));
  }

  /** As {@link run}, also after a host has ended the session: something is still served then. */
  runBeyondEnd<T>(
    signal: AbortSignal | undefined,
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return this.#honestly(() =>
      this.#closed?.reason === "ended" ? withEither([signal], task) : this.#calls.run(signal, task),
    );
  }

  async #honestly<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } catch (error) {
      if (!(error instanceof DishonestBrokerError)) {
        throw error;
      }
      if (this.#closed === null) {
        this.close("dishonest_broker", error.message, { alarm: error.alarm });
      } else {
        this.#listener.alarm(error.alarm);
      }
      throw new BrokerError("session_closed", error.message, { cause: error });
    }
  }

  /** Resolves when the listener knows the channel up to `seq`; 0: the first answer. */
  async read(channel: FollowedChannel, seq: number, signal: AbortSignal): Promise<void> {
    while (channel.head < seq) {
      if (this.#loop.running) {
        await this.#until(() => channel.head >= seq || !this.#loop.running, signal);
      } else {
        await this.#follower.pullChannel(channel, signal);
      }
    }
  }

  /** Resolves when all that the broker has of the channel is read. */
  async catchUp(channel: FollowedChannel, signal: AbortSignal): Promise<void> {
    while (!channel.caughtUp) {
      if (this.#loop.running) {
        await this.#until(() => channel.caughtUp || !this.#loop.running, signal);
      } else if (!(await this.#follower.pullChannel(channel, signal))) {
        return;
      }
    }
  }

  /** Resolves when everything that the channel holds could be read. */
  async complete({ reader }: FollowedChannel, signal: AbortSignal): Promise<void> {
    await this.#until(() => reader.isComplete, signal);
  }

  /** Resolves when everything is read that the broker has. */
  whenSynced(signal?: AbortSignal): Promise<void> {
    return this.#until(() => this.synced, signal);
  }

  /** Resolves when the session is connected and has read all that there is of the channel. */
  async connected(channel: FollowedChannel, signal: AbortSignal): Promise<void> {
    await this.#until(() => this.#status === "connected" && channel.caughtUp, signal);
  }

  async pull(waitSeconds: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#socketsAreDue && !this.#streams.isDue) {
      return this.#pull(waitSeconds, signal);
    }
    await this.#follower.beginReading(signal);
    return (this.#follower.mayRead && (await this.#goLive(signal))) || this.#pull(0, signal);
  }

  get #socketsAreDue(): boolean {
    return this.#live.hasSockets && this.#sockets.isDue;
  }

  /** Whether it was; if not, HTTP goes on. */
  async #goLive(signal: AbortSignal): Promise<boolean> {
    if (this.#socketsAreDue) {
      const listener = this.#liveListener(this.#sockets);
      const outcome = await this.#live.runSocket(listener, signal);
      if (this.#hasBeenLive(outcome, this.#sockets)) {
        return true;
      }
    }
    if (this.#streams.isDue) {
      const listener = this.#liveListener(this.#streams);
      const isOver = (): boolean => this.#socketsAreDue;
      const outcome = await this.#live.runStream(listener, isOver, signal);
      return this.#hasBeenLive(outcome, this.#streams);
    }
    return false;
  }

  #hasBeenLive(outcome: LiveOutcome, tries: LiveTries): boolean {
    this.#setUnsynced();
    switch (outcome) {
      case "unopened":
        tries.failed();
        return false;
      case "over":
        return true;
    }
  }

  #liveListener(tries: LiveTries): LiveListener {
    return {
      live: () => {
        this.#backoff.reset();
        this.#brokerAnswered();
        tries.succeeded();
        this.#reached();
      },
      passing: (frame) => {
        this.#listener.passing(frame);
      },
      left: (member) => {
        this.#listener.left(member);
      },
      compact: (channel) => {
        this.#listener.compact(channel);
      },
      checkpoint: (note) => {
        this.#listener.checkpoint(note);
      },
    };
  }

  #brokerAnswered(): void {
    this.#sockets.brokerAnswered();
    this.#streams.brokerAnswered();
  }

  async #pull(waitSeconds: number, signal: AbortSignal): Promise<boolean> {
    const more = await this.#follower.pull(waitSeconds, signal);
    this.#brokerAnswered();
    this.#reached();
    return more;
  }

  #reached(): void {
    if (this.#loop.running) {
      this.#setStatus("connected");
    }
    this.#listener.reached();
  }

  goesOnAfter(error: unknown): boolean {
    if (error instanceof DishonestBrokerError) {
      this.close("dishonest_broker", error.message, { alarm: error.alarm });
      return false;
    }
    if (!(error instanceof BrokerError)) {
      this.disconnect();
      throw error;
    }
    if (error.code === "session_ended") {
      this.#listener.ended();
      return false;
    }
    if (error.code === "not_found") {
      this.close("not_found", "the broker does not know this session, or this member of it");
      return false;
    }
    this.#setUnsynced();
    this.#setStatus("reconnecting");
    this.#listener.error(error);
    return true;
  }

  #stop(): void {
    this.#loop.stop();
    this.#offReturn?.();
    this.#setUnsynced();
    this.#wakeWaiting();
  }

  /** Resolves when the condition holds; it is asked again after everything that happens. */
  async #until(holds: () => boolean, signal?: AbortSignal): Promise<void> {
    await this.#calls.run(signal, async (either) => {
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

  #setUnsynced(): void {
    for (const channel of this.#follower.channels) {
      channel.setCaughtUp(false);
    }
    this.#wakeWaiting();
  }
}
