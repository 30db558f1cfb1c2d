import { ChannelReader, type Reading } from "./channelReader.js";
import type { SessionId } from "./sessionId.js";

/** Whom a channel is followed for. */
export interface ChannelListener {
  /** What is new; everything before it was told. */
  read(reading: Reading): void;
  /** Whether it is read up to the broker's head, with everything that it holds. */
  synced(synced: boolean): void;
}

/** One channel as this client follows it: what it has read of it, and whether that is all. */
export class FollowedChannel {
  readonly number: number;
  readonly reader: ChannelReader;
  readonly #listener: ChannelListener;
  #head = -1;
  #caughtUp = false;

  constructor(sid: SessionId, number: number, listener: ChannelListener) {
    this.number = number;
    this.reader = new ChannelReader(sid, number);
    this.#listener = listener;
  }

  /** Up to where the listener knows the channel; -1 before the first answer. */
  get head(): number {
    return this.#head;
  }

  /** Whether it is read up to the broker's head. */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  /** The same, and nothing that it holds is still to be replaced for want of a key. */
  get synced(): boolean {
    return this.#caughtUp && this.reader.isComplete;
  }

  /** Hands over what was read. */
  handOver(): void {
    this.#head = this.reader.head;
    this.#listener.read(this.reader.take());
    if (this.#caughtUp) {
      this.#listener.synced(this.synced);
    }
  }

  setCaughtUp(caughtUp: boolean): void {
    if (this.#caughtUp !== caughtUp) {
      this.#caughtUp = caughtUp;
      this.#listener.synced(this.synced);
    }
  }
}
