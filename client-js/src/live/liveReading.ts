import { DishonestBrokerError, rollback } from "../dishonestBroker.js";
import type { StoredFrame } from "../durableFrame.js";
import type { FollowedChannel } from "../followedChannel.js";
import type { Follower } from "../follower.js";
import { FormatError } from "../formatError.js";
import { parseFrame } from "../frame.js";
import type { MemberId } from "../memberId.js";
import type { WelcomeHead } from "./serverMessage.js";

/** As many frames may come before the replace that covers what was left out. */
const MAX_WAITING = 4096;

/** Reads what one live connection brings, in its order. */
export class LiveReading {
  readonly #follower: Follower;
  readonly #signal: AbortSignal;
  /** Of each channel, what has come and is not read yet. */
  readonly #arrived = new Map<number, StoredFrame[]>();
  readonly #promised = new Map<number, number>();

  constructor(follower: Follower, signal: AbortSignal) {
    this.#follower = follower;
    this.#signal = signal;
  }

  /** What the broker says that it has must be no less than what this device has seen. */
  async welcome(size: number, heads: readonly WelcomeHead[]): Promise<void> {
    if (size < this.#follower.people.roster.size) {
      throw rollback("the broker serves fewer statements than this device has seen");
    }
    for (const { channel: number, head } of heads) {
      const channel = this.#follower.channel(number);
      if (channel !== undefined) {
        const seen = await this.#follower.seen(channel);
        if (head < Math.max(channel.reader.head, seen?.position ?? 0)) {
          throw rollback("the broker serves less than this device has seen");
        }
        this.#promised.set(number, head);
      }
    }
  }

  arrive(channel: number, frame: StoredFrame): void {
    const frames = this.#arrived.get(channel) ?? [];
    frames.push(frame);
    this.#arrived.set(channel, frames);
  }

  /** Reads what has arrived, as far as it can be read. */
  async read(): Promise<void> {
    // Of a copy: what waits is put back.
    for (const [number, frames] of [...this.#arrived]) {
      const channel = this.#follower.channel(number);
      const left =
        channel === undefined ? [] : await this.#follower.receive(channel, frames, this.#signal);
      if (left.length > MAX_WAITING) {
        throw gap("the broker left out frames that no replace covers");
      }
      this.#arrived.delete(number);
      if (left.length > 0) {
        this.#arrived.set(number, [...left]);
      }
    }
  }

  /** Everything that the broker had of the channel has come. */
  complete(channel: FollowedChannel): void {
    const promised = this.#promised.get(channel.number) ?? 0;
    if (this.#arrived.has(channel.number) || channel.reader.head < promised) {
      throw gap("the broker names a head and does not serve it");
    }
    channel.handOver(); // Of an empty channel nothing came.
    channel.setCaughtUp(true);
  }

  statement(position: number, entry: string): Promise<void> {
    return this.#follower.people.takeEntry(position, entry, this.#signal);
  }

  async name(version: number, frame: Uint8Array<ArrayBuffer>): Promise<void> {
    const mid = senderOf(frame);
    if (mid !== undefined) {
      await this.#follower.people.takeName(version, { mid, frame });
    }
  }
}

function senderOf(frame: Uint8Array): MemberId | undefined {
  try {
    return parseFrame(frame).header.sender;
  } catch (error) {
    if (error instanceof FormatError) {
      return undefined;
    }
    throw error;
  }
}

function gap(message: string): DishonestBrokerError {
  return new DishonestBrokerError({ kind: "gap", message, evidence: [] });
}
