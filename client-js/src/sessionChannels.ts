import { ChannelDirectory, DIRECTORY_CHANNEL, isChannelName } from "./channelDirectory.js";
import { ChannelWriter } from "./channelWriter.js";
import type { ChannelListener } from "./followedChannel.js";
import { type ChannelParts, MemberChannel } from "./memberChannel.js";
import type { FrameHeader } from "./frame.js";
import type { MemberId } from "./memberId.js";
import type { Passing } from "./passingFrames.js";
import type { MemberContext } from "./rosterFollower.js";
import type { ChannelLine } from "./writeQueue.js";

const UNNAMED = "";
const UNNAMED_CHANNEL = 1;

/** The channels of a session that applications use by name. */
export class SessionChannels {
  readonly #context: MemberContext;
  readonly #parts: ChannelParts;
  readonly #byName = new Map<string, MemberChannel>();
  readonly #byNumber = new Map<number, MemberChannel>();
  readonly #writers: ChannelWriter[] = [];
  #directory: ChannelDirectory | undefined;

  constructor(context: MemberContext, parts: ChannelParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** @throws {RangeError} On a name that no channel can have. */
  channel(name: string): MemberChannel {
    if (name !== UNNAMED && !isChannelName(name)) {
      throw new RangeError("name: want 1 to 64 bytes of UTF-8 without a line break");
    }
    let channel = this.#byName.get(name);
    if (channel === undefined) {
      channel = this.#open(name, this.#numberOf(name));
      this.#byName.set(name, channel);
    }
    return channel;
  }

  /** Goes on with what earlier pages of this member have left. */
  async resume(): Promise<void> {
    for (const [place, write] of await this.#parts.outbox.takeOver()) {
      this.channel(write.channel).resume(place, write);
    }
  }

  /** Has everything kept that is not acknowledged. */
  keepPending(): void {
    for (const channel of this.#byName.values()) {
      channel.keepPending();
    }
  }

  renewInstances(): void {
    for (const writer of this.#writers) {
      writer.renewInstance();
    }
  }

  /** Whether this client has made the frame. */
  hasMade(header: FrameHeader): boolean {
    return this.#writers.some((writer) => writer.hasMade(header));
  }

  receive(passing: Passing): void {
    this.#byNumber.get(passing.channel)?.receive(passing);
  }

  left(member: MemberId): void {
    for (const channel of this.#byNumber.values()) {
      channel.left(member);
    }
  }

  compact(number: number): void {
    this.#byNumber.get(number)?.compact();
  }

  /** Whether something is to be replaced under the current key that this client has read. */
  get areOutdated(): boolean {
    return [...this.#byNumber.values()].some(({ isOutdated }) => isOutdated);
  }

  /** Replaces the directory under the current key, and asks for that of the others. */
  async renew(): Promise<void> {
    const { roster } = this.#parts.follower.people;
    const { closing = [] } = roster.epochs.get(roster.epoch) ?? {};
    if (closing.some(({ channel }) => channel === DIRECTORY_CHANNEL)) {
      this.#openDirectory();
    }
    for (const [number, channel] of this.#byNumber) {
      if (channel.isOutdated && number === DIRECTORY_CHANNEL) {
        await this.#openDirectory().renew();
      } else if (channel.isOutdated) {
        channel.compact();
      }
    }
  }

  #numberOf(name: string): number | Promise<number> {
    if (name === UNNAMED) {
      return UNNAMED_CHANNEL;
    }
    return this.#openDirectory().numberOf(name);
  }

  #openDirectory(): ChannelDirectory {
    this.#directory ??= new ChannelDirectory(
      this.#open("directory", DIRECTORY_CHANNEL),
      this.#parts.mayWrite,
    );
    return this.#directory;
  }

  #open(name: string, number: number | Promise<number>): MemberChannel {
    const channel: MemberChannel = new MemberChannel(name, this.#parts, async (listener) => {
      const known = await number;
      this.#byNumber.set(known, channel);
      return this.#follow(known, listener);
    });
    return channel;
  }

  #follow(number: number, listener: ChannelListener): ChannelLine {
    const { connection, follower, route } = this.#parts;
    const channel = connection.follow(number, listener);
    const writer = new ChannelWriter(this.#context, follower, channel, route);
    this.#writers.push(writer);
    return { channel, writer };
  }
}
