import { decodeBase64Url } from "./base64Url.js";
import { ChannelReader, type Reading } from "./channelReader.js";
import { DishonestBrokerError, rollback } from "./dishonestBroker.js";
import { type ChannelView, type StoredFrame } from "./durableFrame.js";
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
import { type Watermark } from "./watermarks.js";

interface Page {
  readonly head: number;
  readonly more: boolean;
  readonly frames: readonly StoredFrame[];
  readonly size: number;
  readonly namesVersion: number;
}

/** What is new, and up to where the channel is read with it. */
export interface Pulled extends Reading {
  readonly head: number;
  /** Whether the broker has more, to be pulled at once. */
  readonly more: boolean;
}

export type Take = (pulled: Pulled) => void;

const ANSWER_MARGIN_MS = 10_000;

/** Follows one channel of a session, and what is said of its members, by asking again and again. */
export class Follower {
  readonly people: RosterFollower;
  readonly reader: ChannelReader;
  readonly #context: MemberContext;
  readonly #channel: number;
  readonly #turn = new Mutex();

  constructor(context: MemberContext, channel: number) {
    this.#context = context;
    this.#channel = channel;
    this.people = new RosterFollower(context);
    this.reader = new ChannelReader(context.membership.sid, channel);
  }

  /**
   * Reads what is new, or waits for it for so many seconds, and hands it over before anything newer
   * is read.
   *
   * @throws {DishonestBrokerError} If the broker serves less or other than this device has seen, or
   *   what no honest broker serves.
   */
  async pull(waitSeconds: number, signal: AbortSignal, take: Take): Promise<void> {
    if (this.people.roster.size === 0) {
      await this.people.refresh(signal);
    }
    const self = this.people.roster.member(this.#context.membership.mid);
    if (self === undefined || !mayRead(self)) {
      await pause(waitSeconds * 1000, signal);
      await this.people.refresh(signal);
      take({ frames: [], alarms: [], head: 0, more: false });
      return;
    }
    const seen = (await this.#context.watermarks.load()).channels[this.#channel];
    const { size } = this.people.roster;
    const { head } = this.reader;
    const page = await this.#page(waitSeconds, signal);
    if (page.head < Math.max(head, seen?.position ?? 0) || page.size < size) {
      throw rollback("the broker serves less than this device has seen");
    }
    await this.#turn.run(() => this.#read(page, seen, signal, take));
  }

  /** What was read and could not be handed over is, the next time. */
  async #read(
    page: Page,
    seen: Watermark | undefined,
    signal: AbortSignal,
    take: Take,
  ): Promise<void> {
    if (page.size > this.people.roster.size || page.namesVersion > this.people.namesVersion) {
      await this.people.refresh(signal);
    }
    const view = new PullView(this.people, signal);
    const frames = await this.#collect(page, view, signal);
    await this.reader.read(frames, view, seen);
    if (!page.more && this.reader.head < page.head) {
      const message = "the broker names a head and does not serve it";
      throw new DishonestBrokerError({ kind: "gap", message, evidence: [] });
    }
    const mark = { position: this.reader.head, hash: this.reader.hash };
    await this.#context.watermarks.raise({ log: null, channels: { [this.#channel]: mark } });
    take({ ...this.reader.take(), head: this.reader.head, more: page.more });
  }

  /** More pages, while the replace by which reading can begin is not among the frames. */
  async #collect(
    page: Page,
    view: ChannelView,
    signal: AbortSignal,
  ): Promise<readonly StoredFrame[]> {
    let { frames, more } = page;
    while (more && !(await this.reader.continues(frames, view))) {
      const next = await this.#page(0, signal, frames.at(-1)?.seq);
      frames = [...frames, ...next.frames];
      more = next.more && next.frames.length > 0;
    }
    return frames;
  }

  #page(waitSeconds: number, signal: AbortSignal, after = this.reader.head): Promise<Page> {
    const query = {
      after,
      wait: waitSeconds,
      log: this.people.roster.size,
      names: this.people.namesVersion,
    };
    const path = `/channels/${String(this.#channel)}`;
    const timeoutMs = waitSeconds * 1000 + ANSWER_MARGIN_MS;
    const request = { method: "GET", path, query, signal, timeoutMs } as const;
    return this.#context.access.call(request, readPage);
  }
}

/** The roster for one reading; it is caught up with at most once, whatever the frames say. */
class PullView implements ChannelView {
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
  };
}
