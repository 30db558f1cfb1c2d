import { type Bytes } from "./bytes.js";
import { type ReadFrame } from "./channelReader.js";
import { type ChannelWriter } from "./channelWriter.js";
import { type Connection } from "./connection.js";
import { BrokerError } from "./errors.js";
import { type FollowedChannel } from "./followedChannel.js";
import { type WriteCondition } from "./frameWrite.js";
import type { Json } from "./json.js";
import { decodeState, encodeState } from "./jsonState.js";
import type { Member } from "./members.js";
import { type MemberId } from "./memberId.js";
import { Mutex } from "./mutex.js";
import type { Change, RefusedFrame } from "./session.js";
import { abortable, throwIfAborted } from "./signals.js";
import { isStored } from "./writeOutcome.js";

/** What a frame did to the state: nothing, a change, or it held no state. */
export type Taken<S> =
  | { readonly type: "nothing" }
  | { readonly type: "changed"; readonly state: Readonly<S>; readonly change: Change }
  | { readonly type: "refused"; readonly frame: RefusedFrame };

const UNWRITTEN: WriteCondition = { type: "unwritten" };

/** One JSON value that all members share: the newest replace of a channel. */
export class StateChannel<S extends Json> {
  readonly #connection: Connection;
  readonly #writer: ChannelWriter;
  readonly #channel: FollowedChannel;
  readonly #mayWrite: () => boolean;
  readonly #turn = new Mutex();
  #newest: { readonly state: Readonly<S>; readonly change: Change } | undefined;

  constructor(
    connection: Connection,
    writer: ChannelWriter,
    channel: FollowedChannel,
    mayWrite: () => boolean,
  ) {
    this.#connection = connection;
    this.#writer = writer;
    this.#channel = channel;
    this.#mayWrite = mayWrite;
  }

  get newest(): { readonly state: Readonly<S>; readonly change: Change } | undefined {
    return this.#newest;
  }

  take(frame: ReadFrame, memberOf: (id: MemberId) => Member | undefined): Taken<S> {
    const { seq } = frame;
    if (frame.type === "refused") {
      return { type: "refused", frame: { seq, reason: frame.reason } };
    }
    if (frame.header.kind !== "replace") {
      return { type: "nothing" };
    }
    const state = decodeState(frame.body.payload);
    const by = memberOf(frame.header.sender);
    if (state === undefined || by === undefined) {
      return { type: "refused", frame: { seq, reason: "no_json" } };
    }
    this.#newest = { state: state as Readonly<S>, change: { version: seq, by } };
    return { type: "changed", ...this.#newest };
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
    return this.#connection.run(signal, (either) => {
      const turn = this.#turn.run(async () => {
        throwIfAborted(either);
        await (this.#writer.hasWritten
          ? this.#connection.read(this.#channel, 0, either)
          : this.#connection.catchUp(this.#channel, either));
        if (!this.#mayWrite()) {
          throw new BrokerError("role_forbidden", "only hosts and editors write");
        }
        return task(either);
      });
      return abortable(turn, either);
    });
  }

  /** Writes, and reads what came of it: whether the payload is stored. */
  async #replace(payload: Bytes, condition: WriteCondition, signal: AbortSignal): Promise<boolean> {
    const outcome = await this.#writer.replace(payload, condition, signal);
    const head = outcome.type === "stored" ? outcome.seq : outcome.head;
    await this.#connection.read(this.#channel, head, signal);
    return isStored(outcome, this.#channel.reader);
  }
}
