import { rollback } from "./dishonestBroker.js";
import { FollowedChannel } from "./followedChannel.js";
import type { Follower } from "./follower.js";
import type { SessionId } from "./sessionId.js";
import type { ChannelHead } from "./statement.js";

const QUIETLY = { read: () => undefined, synced: () => undefined };

/** The heads of channels as this client has verified them, also of those that nobody follows here. */
export class ChannelHeads {
  readonly #sid: SessionId;
  readonly #follower: Follower;
  readonly #unfollowed = new Map<number, FollowedChannel>();

  constructor(sid: SessionId, follower: Follower) {
    this.#sid = sid;
    this.#follower = follower;
  }

  /** Those of every channel that was read, ascending by channel. */
  get all(): readonly ChannelHead[] {
    const others = [...this.#unfollowed.values()].filter(
      ({ number }) => this.#follower.channel(number) === undefined,
    );
    return [...this.#follower.channels, ...others]
      .filter(({ reader }) => reader.head > 0)
      .map(({ number, reader: { head, hash } }) => ({ channel: number, head, hash }))
      .sort((a, b) => a.channel - b.channel);
  }

  /** Reads each of these channels at least up to the head beside it. */
  async reach(heads: ReadonlyMap<number, number>, signal: AbortSignal): Promise<void> {
    for (const [number, head] of heads) {
      const channel = this.#channel(number);
      while (channel.reader.head < head) {
        const before = channel.reader.head;
        await this.#follower.pullChannel(channel, signal);
        if (channel.reader.head === before) {
          throw rollback("the broker names a head and does not serve it");
        }
      }
    }
  }

  #channel(number: number): FollowedChannel {
    const channel =
      this.#follower.channel(number) ??
      this.#unfollowed.get(number) ??
      new FollowedChannel(this.#sid, number, QUIETLY);
    this.#unfollowed.set(number, channel);
    return channel;
  }
}
