import { decodeBase64Url } from "./base64Url.js";
import { DishonestBrokerError, rollback } from "./dishonestBroker.js";
import type { ChannelView, StoredFrame } from "./durableFrame.js";
import { type ChannelListener, FollowedChannel } from "./followedChannel.js";
import { readHeadNumbers } from "./headNumbers.js";
import { Mutex } from "./mutex.js";
import { type MemberContext, RosterFollower } from "./rosterFollower.js";
import { mayRead } from "./rosterMember.js";
import { pause } from "./signals.js";
import {
  type JsonObject,
  readArray,
  readBoolean,
  readInteger,
  readObject,
  readString,
} from "./strictJson.js";
import type { Watermark } from "./watermarks.js";

interface Page {
  readonly head: number;
  readonly more: boolean;
  readonly frames: readonly StoredFrame[];
  readonly size: number;
  readonly namesVersion: number;
  /** Of those other channels that were asked for. */
  readonly heads: ReadonlyMap<number, number>;
}

const ANSWER_MARGIN_MS = 10_000;

/** Follows channels of a session, and what is said of its members. */
export class Follower {
  readonly people: RosterFollower;
  readonly #context: MemberContext;
  readonly #channels = new Map<number, FollowedChannel>();
  readonly #turn = new Mutex();

  constructor(context: MemberContext) {
    this.#context = context;
    this.people = new RosterFollower(context);
  }

  /** Each channel is followed once. */
  follow(number: number, listener: ChannelListener): FollowedChannel {
    const channel = new FollowedChannel(this.#context.membership.sid, number, listener);
    this.#channels.set(number, channel);
    return channel;
  }

  channel(number: number): FollowedChannel | undefined {
    return this.#channels.get(number);
  }

  /** In ascending order. */
  get channels(): readonly FollowedChannel[] {
    return [...this.#channels.values()].sort((a, b) => a.number - b.number);
  }

  /** How many durable frames there are of the current epoch, in what is followed here. */
  get framesOfEpoch(): number {
    const { roster } = this.people;
    const closing = roster.epochs.get(roster.epoch)?.closing ?? [];
    const before = new Map(closing.map(({ channel, head }) => [channel, head]));
    return this.channels
      .map(({ number, reader }) => Math.max(0, reader.head - (before.get(number) ?? 0)))
      .reduce((sum, frames) => sum + frames, 0);
  }

  /** Whether this member may read channels at all, as far as it knows. */
  get mayRead(): boolean {
    const self = this.people.roster.member(this.#context.membership.mid);
    return self !== undefined && mayRead(self);
  }

  /**
   * Reads by HTTP what is new, or waits for it for so many seconds, and hands it over before
   * anything newer is read.
   *
   * @returns whether the broker has more, to be pulled at once
   * @throws {DishonestBrokerError} If the broker serves less or other than this device has seen, or
   *   what no honest broker serves.
   */
  async pull(waitSeconds: number, signal: AbortSignal): Promise<boolean> {
    const [first, ...others] = this.channels;
    await this.beginReading(signal);
    if (!this.mayRead) {
      await this.#followPeople(waitSeconds, signal);
    }
    if (first === undefined || !this.mayRead) {
      return false;
    }
    const wait = others.every(({ caughtUp }) => caughtUp) ? waitSeconds : 0;
    const page = await this.#pullPage(first, wait, signal, others);
    let more = page.more;
    for (const channel of others) {
      const head = page.heads.get(channel.number) ?? Infinity;
      if (!channel.caughtUp || channel.reader.head < head) {
        more = (await this.#pullPage(channel, 0, signal)).more || more;
      }
    }
    return more;
  }

  /** The same for one channel. */
  async pullChannel(channel: FollowedChannel, signal: AbortSignal): Promise<boolean> {
    await this.beginReading(signal);
    return this.mayRead && (await this.#pullPage(channel, 0, signal)).more;
  }

  /**
   * Reads frames that came by themselves, and hands them over. Where some are left out, those after
   * wait for the replace that covers them.
   *
   * @param frames all that came since the last that were read
   * @returns those that wait
   */
  receive(
    channel: FollowedChannel,
    frames: readonly StoredFrame[],
    signal: AbortSignal,
  ): Promise<readonly StoredFrame[]> {
    return this.#turn.run(async () => {
      const view = new ReadingView(this.people, signal);
      if (!(await channel.reader.continues(frames, view))) {
        return frames;
      }
      const seen = await this.seen(channel);
      await this.#read(channel, frames, view, seen);
      return [];
    });
  }

  /** What this device has seen of the channel before. */
  async seen({ number }: FollowedChannel): Promise<Watermark | undefined> {
    return (await this.#context.watermarks.load()).channels[number];
  }

  /** The roster comes first: by it everything else is judged. */
  async beginReading(signal: AbortSignal): Promise<void> {
    if (this.people.roster.size === 0) {
      await this.people.refresh(signal);
    }
  }

  /** Without access to channels there is nothing else. */
  async #followPeople(waitSeconds: number, signal: AbortSignal): Promise<void> {
    await pause(waitSeconds * 1000, signal);
    await this.people.refresh(signal);
    for (const channel of this.channels) {
      channel.handOver();
      channel.setCaughtUp(true);
    }
  }

  async #pullPage(
    channel: FollowedChannel,
    waitSeconds: number,
    signal: AbortSignal,
    others: readonly FollowedChannel[] = [],
  ): Promise<Page> {
    const seen = await this.seen(channel);
    const { size } = this.people.roster;
    const { head } = channel.reader;
    const page = await this.#page(channel, head, waitSeconds, signal, others);
    if (page.head < Math.max(head, seen?.position ?? 0) || page.size < size) {
      throw rollback("the broker serves less than this device has seen");
    }
    await this.#turn.run(async () => {
      if (page.size > this.people.roster.size || page.namesVersion > this.people.namesVersion) {
        await this.people.refresh(signal);
      }
      const view = new ReadingView(this.people, signal);
      const frames = await this.#collect(channel, page, view, signal);
      await this.#read(channel, frames, view, seen);
      if (!page.more && channel.reader.head < page.head) {
        const message = "the broker names a head and does not serve it";
        throw new DishonestBrokerError({ kind: "gap", message, evidence: [] });
      }
    });
    channel.setCaughtUp(!page.more);
    return page;
  }

  /** What was read and could not be handed over is, the next time. */
  async #read(
    channel: FollowedChannel,
    frames: readonly StoredFrame[],
    view: ChannelView,
    seen: Watermark | undefined,
  ): Promise<void> {
    const { reader, number } = channel;
    await reader.read(frames, view, seen);
    const mark = { position: reader.head, hash: reader.hash };
    await this.#context.watermarks.raise({ log: null, channels: { [number]: mark } });
    channel.handOver();
  }

  /** More pages, while the replace by which reading can begin is not among the frames. */
  async #collect(
    channel: FollowedChannel,
    page: Page,
    view: ChannelView,
    signal: AbortSignal,
  ): Promise<readonly StoredFrame[]> {
    let { frames, more } = page;
    while (more && !(await channel.reader.continues(frames, view))) {
      const next = await this.#page(channel, frames.at(-1)?.seq ?? channel.reader.head, 0, signal);
      frames = [...frames, ...next.frames];
      more = next.more && next.frames.length > 0;
    }
    return frames;
  }

  #page(
    { number }: FollowedChannel,
    after: number,
    waitSeconds: number,
    signal: AbortSignal,
    others: readonly FollowedChannel[] = [],
  ): Promise<Page> {
    const heads = others.map((other) => `${String(other.number)}:${String(other.reader.head)}`);
    const query = {
      after,
      wait: waitSeconds,
      log: this.people.roster.size,
      names: this.people.namesVersion,
      ...(heads.length === 0 ? {} : { heads: heads.join(",") }),
    };
    const path = `/channels/${String(number)}`;
    const timeoutMs = waitSeconds * 1000 + ANSWER_MARGIN_MS;
    const request = { method: "GET", path, query, signal, timeoutMs } as const;
    return this.#context.access.call(request, readPage);
  }
}

/** The roster for one reading; it is caught up with at most once, whatever the frames say. */
class ReadingView implements ChannelView {
  readonly #people: RosterFollower;
  readonly #signal: AbortSignal;
  #caughtUp = false;

  constructor(people: RosterFollower, signal: AbortSignal) {
    this.#people = people;
    this.#signal = signal;
  }

  get roster(): RosterFollower["roster"] {
    return this.#people.roster;
  }

  epochKey(epoch: number): ReturnType<RosterFollower["epochKey"]> {
    return this.#people.epochKey(epoch);
  }

  async catchUp(): Promise<void> {
    if (!this.#caughtUp) {
      this.#caughtUp = true;
      await this.#people.refresh(this.#signal);
    }
  }
}

function readPage(answer: JsonObject): Page {
  return {
    head: readInteger(answer.head),
    more: readBoolean(answer.more),
    frames: readArray(answer.frames).map((value) => {
      const { seq, frame } = readObject(value);
      return { seq: readInteger(seq, 1), frame: decodeBase64Url(readString(frame)) };
    }),
    size: readInteger(answer.size),
    namesVersion: readInteger(answer.namesVersion),
    heads: answer.heads === undefined ? new Map() : readHeadNumbers(answer.heads),
  };
}
