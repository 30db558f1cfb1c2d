import type { Bytes } from "./bytes.js";
import type { ReadFrame, Reading } from "./channelReader.js";
import type { ChannelWriter } from "./channelWriter.js";
import type { Connection } from "./connection.js";
import { BrokerError } from "./errors.js";
import type { Follower } from "./follower.js";
import type { FollowedChannel } from "./followedChannel.js";
import type { WriteCondition } from "./frameWrite.js";
import type { Json } from "./json.js";
import { decodeState, encodeState } from "./jsonState.js";
import type { Member } from "./members.js";
import type { MemberId } from "./memberId.js";
import { Mutex } from "./mutex.js";
import type { Change, RefusedFrame } from "./session.js";
import type { SessionTroubles } from "./sessionTroubles.js";
import { abortable, throwIfAborted } from "./signals.js";
import { isStored } from "./writeOutcome.js";

/** What the state is read and written with. */
export interface StateParts {
  readonly connection: Connection;
  readonly follower: Follower;
  readonly newWriter: (channel: FollowedChannel) => ChannelWriter;
  readonly troubles: SessionTroubles;
  readonly mayWrite: () => boolean;
  readonly memberOf: (id: MemberId) => Member | undefined;
}

export interface StateListener<S> {
  change(state: Readonly<S>, change: Change): void;
  refused(frame: RefusedFrame): void;
  synced(synced: boolean): void;
}

const STATE_CHANNEL = 0;
const UNWRITTEN: WriteCondition = { type: "unwritten" };

/** One JSON value that all members share: the newest replace of a channel. */
export class StateChannel<S extends Json> {
  readonly writer: ChannelWriter;
  readonly #parts: StateParts;
  readonly #listener: StateListener<S>;
  readonly #channel: FollowedChannel;
  readonly #turn = new Mutex();
  #newest: { readonly state: Readonly<S>; readonly change: Change } | undefined;

  constructor(parts: StateParts, listener: StateListener<S>) {
    this.#parts = parts;
    this.#listener = listener;
    this.#channel = parts.connection.follow(STATE_CHANNEL, {
      read: (reading) => {
        this.#read(reading);
      },
      synced: (synced) => {
        listener.synced(synced);
      },
    });
    this.writer = parts.newWriter(this.#channel);
  }

  get newest(): { readonly state: Readonly<S>; readonly change: Change } | undefined {
    return this.#newest;
  }

  /** Writes what there is once more, under the current key; not if others have, or have not read it. */
  async renew(signal: AbortSignal | undefined): Promise<void> {
    await this.#write(signal, async (either) => {
      while (this.isOutdated) {
        const { head } = this.#channel;
        const { newest } = this;
        if (newest === undefined || !this.#channel.reader.isComplete) {
          return;
        }
        await this.#replace(encodeState(newest.state as S), { type: "at_head", head }, either);
      }
    });
  }

  /** Whether the state is to be written once more under the current key. */
  get isOutdated(): boolean {
    return this.#channel.reader.isOutdated(this.#parts.follower.people.roster);
  }

  async set(state: S, signal: AbortSignal | undefined): Promise<void> {
    const payload = encodeState(state);
    await this.#write(signal, (either) => this.#replace(payload, { type: "any" }, either));
  }

  update(
    change: (state: Readonly<S> | undefined) => S,
    signal: AbortSignal | undefined,
  ): Promise<Readonly<S>> {
    return this.#write(signal, async (either) => {
      for (;;) {
        await this.#parts.connection.complete(this.#channel, either);
        // No await between the head and what was read up to it.
        const { head } = this.#channel;
        const payload = encodeState(change(this.#newest?.state));
        const condition = head === 0 ? UNWRITTEN : ({ type: "at_head", head } as const);
        if (await this.#replace(payload, condition, either)) {
          return decodeState(payload) as Readonly<S>;
        }
      }
    });
  }

  initialize(state: S | (() => S), signal: AbortSignal | undefined): Promise<boolean> {
    return this.#write(signal, async (either) => {
      if (this.#channel.head > 0) {
        return false;
      }
      const payload = encodeState(typeof state === "function" ? state() : state);
      return this.#replace(payload, UNWRITTEN, either);
    });
  }

  /** One write after the other, on a channel that is read up to its head. */
  #write<T>(
    signal: AbortSignal | undefined,
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return this.#parts.connection.run(signal, (either) => {
      const turn = this.#turn.run(async () => {
        throwIfAborted(either);
        await (this.writer.hasWritten
          ? this.#parts.connection.read(this.#channel, 0, either)
          : this.#parts.connection.catchUp(this.#channel, either));
        if (!this.#parts.mayWrite()) {
          throw new BrokerError("role_forbidden", "only hosts and editors write");
        }
        return task(either);
      });
      return abortable(turn, either);
    });
  }

  /** Writes, and reads what came of it: whether the payload is stored. */
  async #replace(payload: Bytes, condition: WriteCondition, signal: AbortSignal): Promise<boolean> {
    const outcome = await this.writer.replace(payload, condition, signal);
    const head = outcome.type === "stored" ? outcome.seq : outcome.head;
    await this.#parts.connection.read(this.#channel, head, signal);
    return isStored(outcome, this.#channel.reader);
  }

  #read(reading: Reading): void {
    for (const frame of reading.frames) {
      this.#take(frame);
    }
    reading.alarms.forEach((alarm) => {
      this.#parts.troubles.alarm(alarm);
    });
  }

  #take(frame: ReadFrame): void {
    const { seq } = frame;
    if (frame.type === "refused") {
      if (frame.reason !== "key_unknown") {
        this.#listener.refused({ seq, reason: frame.reason });
      }
    } else if (frame.header.kind === "replace") {
      const state = decodeState(frame.body.payload);
      const by = this.#parts.memberOf(frame.header.sender);
      if (state === undefined || by === undefined) {
        this.#listener.refused({ seq, reason: "no_json" });
      } else {
        const change = { version: seq, by };
        this.#newest = { state: state as Readonly<S>, change };
        this.#listener.change(this.#newest.state, change);
      }
    }
  }
}
