import type { Alarm } from "./alarm.js";
import { type Bytes, equalBytes } from "./bytes.js";
import { DishonestBrokerError } from "./dishonestBroker.js";
import { type EpochKey } from "./epochKey.js";
import { FormatError } from "./formatError.js";
import { type Frame, type FrameHeader, parseFrame } from "./frame.js";
import { type Covers, type FrameBody } from "./frameBody.js";
import { openFrame } from "./frameOpener.js";
import { forgetOldest } from "./forgetOldest.js";
import { instanceKey, LastCounters } from "./lastCounters.js";
import { OpenError } from "./openError.js";
import { type Roster } from "./roster.js";
import { nextHash, startOfChannel } from "./runningHash.js";
import { type SessionId } from "./sessionId.js";

/** A frame as the broker serves it. */
export interface StoredFrame {
  readonly seq: number;
  readonly frame: Bytes;
}

/** What a reader judges frames by. */
export interface ChannelView {
  readonly roster: Roster;
  epochKey(epoch: number): EpochKey | undefined;
  /** Folds what the log has gained; the reader asks when a frame knows more than the roster. */
  catchUp(): Promise<void>;
}

/** The first rule of FORMATS.md §9.1 that a frame breaks. */
export type Refusal =
  | "malformed"
  | "not_a_member"
  | "role"
  | "epoch"
  | "key_unknown"
  | "does_not_open"
  | "counter"
  | "condition"
  | "covers";

export type ReadFrame =
  | {
      readonly type: "applied";
      readonly seq: number;
      readonly header: FrameHeader;
      readonly body: FrameBody;
    }
  | { readonly type: "refused"; readonly seq: number; readonly reason: Refusal };

export interface Reading {
  readonly frames: readonly ReadFrame[];
  /** Forks that applied frames give away. They do not hide the frame. */
  readonly alarms: readonly Alarm[];
}

interface Opened {
  readonly header: FrameHeader;
  readonly body: FrameBody;
}

const MAX_HASHES = 1024;
const MAX_EVIDENCE = 16;

/** Reads the durable frames of one channel and checks each by FORMATS.md §9.1. */
export class ChannelReader {
  readonly #sid: SessionId;
  readonly #channel: number;
  #head = 0;
  /** h(s) of the newest positions, and of the one where reading began. */
  readonly #hashes = new Map<number, Bytes>([[0, startOfChannel()]]);
  readonly #counters = new LastCounters();
  /** By instance, the highest head that its frames claimed. */
  readonly #claimedHeads = new Map<string, number>();
  /** The newest frames, for evidence. */
  readonly #newest = new Map<number, Bytes>();

  constructor(sid: SessionId, channel: number) {
    this.#sid = sid;
    this.#channel = channel;
  }

  /** The sequence number up to which this reader has read. */
  get head(): number {
    return this.#head;
  }

  /** h(head). */
  get hash(): Bytes {
    return this.#hashes.get(this.#head) ?? startOfChannel();
  }

  /** h(seq), where the reader still has it. */
  hashAt(seq: number): Bytes | undefined {
    return this.#hashes.get(seq);
  }

  /** The frame at `seq`, while it is among the newest. */
  frameAt(seq: number): Bytes | undefined {
    return this.#newest.get(seq);
  }

  /** Whether the frame is among the newest. */
  hasRead(frame: Bytes): boolean {
    return [...this.#newest.values()].some((read) => equalBytes(read, frame));
  }

  /** What a replace of this epoch stands for that covers everything read so far. */
  covers(epoch: number): Covers {
    return { seq: this.#head, hash: this.hash, counters: this.#counters.at(this.#head, epoch) };
  }

  /**
   * Reads the frames that follow. Where the broker left out what a replace covers, reading begins
   * anew at that replace; frames that were read before are passed over.
   *
   * @throws {DishonestBrokerError} If frames are missing or out of order.
   */
  async read(frames: readonly StoredFrame[], view: ChannelView): Promise<Reading> {
    const fresh = frames.filter(({ seq }) => seq > this.#head);
    if (fresh.some(({ seq }, i) => i > 0 && seq !== (fresh[i - 1]?.seq ?? 0) + 1)) {
      throw gap("the broker served frames out of order", fresh);
    }
    const first = fresh[0]?.seq ?? this.#head + 1;
    if (first !== this.#head + 1) {
      const covers = await this.#coveringUpTo(first - 1, fresh, view);
      if (covers === undefined) {
        throw gap("the broker left out frames that no replace covers", fresh);
      }
      this.#beginAt(covers);
    }
    const read: ReadFrame[] = [];
    const alarms: Alarm[] = [];
    for (const stored of fresh) {
      read.push(await this.#readOne(stored, view, alarms));
    }
    return { frames: read, alarms };
  }

  /**
   * Whether reading can go on at the first of these frames. If not, the replace is still to come.
   */
  async continues(frames: readonly StoredFrame[], view: ChannelView): Promise<boolean> {
    const first = frames.find(({ seq }) => seq > this.#head)?.seq ?? this.#head + 1;
    return (
      first === this.#head + 1 || (await this.#coveringUpTo(first - 1, frames, view)) !== undefined
    );
  }

  async #coveringUpTo(
    covered: number,
    frames: readonly StoredFrame[],
    view: ChannelView,
  ): Promise<Covers | undefined> {
    for (const { seq, frame } of frames) {
      const opened = await this.#open(seq, frame, view);
      if (typeof opened === "string" || opened.body.covers?.seq !== covered) {
        continue;
      }
      if (covered <= opened.body.links.head) {
        return opened.body.covers;
      }
    }
    return undefined;
  }

  #beginAt(covers: Covers): void {
    this.#head = covers.seq;
    this.#hashes.clear();
    this.#hashes.set(covers.seq, covers.hash);
    this.#counters.beginWith(covers.counters);
  }

  async #readOne(
    { seq, frame }: StoredFrame,
    view: ChannelView,
    alarms: Alarm[],
  ): Promise<ReadFrame> {
    const opened = await this.#open(seq, frame, view);
    const refusal = typeof opened === "string" ? opened : this.#refusalInPlace(seq, opened);
    if (typeof opened !== "string" && refusal === undefined) {
      for (const message of await this.#contradictions(seq, opened, view)) {
        const claimed = this.#newest.get(opened.body.links.head);
        const evidence = claimed === undefined ? [frame] : [claimed, frame];
        alarms.push({ kind: "fork", message, evidence });
      }
    }
    await this.#advance(seq, frame);
    return typeof opened === "string" || refusal !== undefined
      ? { type: "refused", seq, reason: refusal ?? "malformed" }
      : { type: "applied", seq, ...opened };
  }

  /** (1) to (6): what can be said of the frame alone. */
  async #open(seq: number, bytes: Bytes, view: ChannelView): Promise<Opened | Refusal> {
    let frame: Frame;
    try {
      frame = parseFrame(bytes);
    } catch (error) {
      return refusedAs("malformed", error, FormatError);
    }
    const { header } = frame;
    const durable = header.kind === "append" || header.kind === "replace";
    if (header.channel !== this.#channel || !durable) {
      return "malformed";
    }
    if (isUnknown(header, view)) {
      await view.catchUp();
    }
    const { roster } = view;
    const sender = roster.member(header.sender);
    const role = roster.roleAt(header.sender, header.channel, seq);
    if (sender === undefined || role === undefined) {
      return "not_a_member";
    }
    if (role !== "host" && role !== "editor") {
      return "role";
    }
    if (header.epoch !== roster.epochAt(header.channel, seq)) {
      return "epoch";
    }
    const key = view.epochKey(header.epoch);
    if (key === undefined) {
      return "key_unknown";
    }
    try {
      return { header, body: await openFrame(this.#sid, frame, key, sender.signingKey) };
    } catch (error) {
      return refusedAs("does_not_open", error, OpenError);
    }
  }

  /** (7) to (9): whether the frame belongs at this place. Its counter is used up either way. */
  #refusalInPlace(seq: number, { header, body }: Opened): Refusal | undefined {
    if (header.counter <= this.#counters.of(header)) {
      return "counter";
    }
    this.#counters.use(header, seq);
    const { links, covers } = body;
    if (links.conditional && (links.head !== seq - 1 || !equalBytes(links.headHash, this.hash))) {
      return "condition";
    }
    return covers !== undefined && covers.seq > links.head ? "covers" : undefined;
  }

  /** What the frame says of the past that differs from what this reader has seen. */
  async #contradictions(
    seq: number,
    { header, body }: Opened,
    view: ChannelView,
  ): Promise<readonly string[]> {
    const { links, covers } = body;
    const instance = instanceKey(header);
    const found: string[] = [];
    if (links.head >= seq) {
      found.push("a frame names a head that it stands before");
    }
    if (links.head < (this.#claimedHeads.get(instance) ?? 0)) {
      found.push("a frame names a lower head than an earlier one of its sender");
    }
    if (this.#differs(links.head, links.headHash)) {
      found.push("a frame was sealed on another history of the channel");
    }
    if (covers !== undefined && this.#differs(covers.seq, covers.hash)) {
      found.push("a replace covers another history of the channel");
    }
    if (covers !== undefined && this.#hashes.has(covers.seq)) {
      if (!this.#counters.equalAt(covers.seq, header.epoch, covers.counters)) {
        found.push("a replace names other counters than were used");
      }
    }
    if (!view.roster.hasHad(links.logHash)) {
      await view.catchUp();
      if (!view.roster.hasHad(links.logHash)) {
        found.push("a frame was sealed on another statement log");
      }
    }
    this.#claimedHeads.set(instance, Math.max(links.head, this.#claimedHeads.get(instance) ?? 0));
    return found;
  }

  #differs(seq: number, hash: Bytes): boolean {
    const own = this.#hashes.get(seq);
    return own !== undefined && !equalBytes(own, hash);
  }

  async #advance(seq: number, frame: Bytes): Promise<void> {
    const hash = await nextHash(this.#sid, this.#channel, this.hash, seq, frame);
    this.#head = seq;
    this.#hashes.set(seq, hash);
    this.#newest.set(seq, frame);
    forgetOldest(this.#hashes, MAX_HASHES);
    forgetOldest(this.#newest, MAX_EVIDENCE);
  }
}

function isUnknown({ sender, epoch }: FrameHeader, view: ChannelView): boolean {
  return view.roster.member(sender) === undefined || view.epochKey(epoch) === undefined;
}

function refusedAs(
  refusal: Refusal,
  error: unknown,
  expected: abstract new (...args: never[]) => Error,
): Refusal {
  if (error instanceof expected) {
    return refusal;
  }
  throw error;
}

function gap(message: string, frames: readonly StoredFrame[]): DishonestBrokerError {
  const evidence = frames.slice(0, MAX_EVIDENCE).map(({ frame }) => frame);
  return new DishonestBrokerError({ kind: "gap", message, evidence });
}
