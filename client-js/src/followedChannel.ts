import { ChannelReader, type Reading } from "./channelReader.js";
import { type SessionId } from "./sessionId.js";

/** Whom a channel is followed for. */
export interface ChannelListener {
  /** What is new; everything before it was told. */
  read(reading: Reading): void;
  synced(synced: boolean): void;
}

/** One channel as this client follows it: what it has read of it, and whether that is all. */
export class FollowedChannel {
  readonly number: number;
  readonly reader: ChannelReader;
  readonly #listener: ChannelListener;
  #head = -1;
  #synced = false;

  constructor(sid: SessionId, number: number, listener: ChannelListener) {
    this.number = number;
    this.reader = new ChannelReader(sid, number);
    this.#listener = listener;
  }

  /** Up to where the listener knows the channel; -1 before the first answer. */
  get head(): number {
    return this.#head;
  }

  get synced(): boolean {
    return this.#synced;
  }

  /** Hands over what was read. */
  handOver(): void {
    this.#head = this.reader.head;
    this.#listener.read(this.reader.take());
  }

  setSynced(synced: boolean): void {
    if (this.#synced !== synced) {
      this.#synced = synced;
      this.#listener.synced(synced);
    }
  }
}
