import type { Alarm } from "./alarm.js";
import { type Bytes, equalBytes } from "./bytes.js";
import { DishonestBrokerError, rollback } from "./dishonestBroker.js";
import {
  type ChannelView,
  openDurableFrame,
  type OpenedFrame,
  type Refusal,
  type StoredFrame,
} from "./durableFrame.js";
import { forgetOldest } from "./forgetOldest.js";
import type { FrameHeader } from "./frame.js";
import type { Covers, FrameBody } from "./frameBody.js";
import { instanceKey } from "./keptCounters.js";
import { LastCounters } from "./lastCounters.js";
import type { Roster } from "./roster.js";
import { nextHash, startOfChannel } from "./runningHash.js";
import type { SessionId } from "./sessionId.js";
import type { Watermark } from "./watermarks.js";

export interface AppliedFrame {
  readonly type: "applied";
  readonly seq: number;
  readonly header: FrameHeader;
  readonly body: FrameBody;
}

export type ReadFrame =
  AppliedFrame | { readonly type: "refused"; readonly seq: number; readonly reason: Refusal };

export interface Reading {
  readonly frames: readonly ReadFrame[];
  /** Forks that applied frames give away. They do not hide the frame. */
  readonly alarms: readonly Alarm[];
}

/** Where reading can begin, and up to where what was before could not be read. */
interface Beginning extends Covers {
  readonly unread: number;
}

const MAX_HASHES = 1024;
const MAX_EVIDENCE = 16;

/** Reads the durable frames of one channel and checks each by FORMATS.md §9.1. */
export class ChannelReader {
  readonly #sid: SessionId;
  readonly #channel: number;
  #head = 0;
  /** Every frame after this position was read. */
  #begin = 0;
  /** h(s) of the newest positions, and of the one where reading began. */
  readonly #hashes = new Map<number, Bytes>([[0, startOfChannel()]]);
  readonly #counters = new LastCounters();
  /** Up to where frames stand that need a key which this device has not; 0 if they are replaced. */
  #unread = 0;
  /** Of the applied replace that covers most. */
  #replaced = { epoch: 0, covers: 0 };
  /** By instance, the highest head that its frames claimed. */
  readonly #claimedHeads = new Map<string, number>();
  /** The newest frames, for evidence. */
  readonly #newest = new Map<number, Bytes>();
  /** Judged, and not yet taken. */
  #frames: ReadFrame[] = [];
  #alarms: Alarm[] = [];

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

  /** Whether all that the channel holds up to the head could be read. */
  get isComplete(): boolean {
    return this.#unread === 0;
  }

  /** Whether it holds something of an older epoch that is not replaced under the current key. */
  isOutdated({ epoch, epochs }: Roster): boolean {
    const closing = epochs.get(epoch)?.closing.find(({ channel }) => channel === this.#channel);
    const isReplaced =
      this.#replaced.epoch === epoch && this.#replaced.covers >= (closing?.head ?? 0);
    return closing !== undefined && !isReplaced;
  }

  /** The frame at `seq`, while it is among the newest. */
  frameAt(seq: number): Bytes | undefined {
    return this.#newest.get(seq);
  }

  /** Whether the frame is among the newest. */
  hasRead(frame: Bytes): boolean {
    return [...this.#newest.values()].some((read) => equalBytes(read, frame));
  }

  /** Whether the frame, or a later one of its instance, stands in the channel or in what is covered. */
  hasUsed(header: FrameHeader): boolean {
    return this.#counters.isUsed(header);
  }

  /** Whether every frame after this position was read, each by itself, and taken. */
  hasTakenAllAfter(position: number): boolean {
    return this.#begin <= position && this.#frames.length === 0;
  }

  /** Whether a frame of this header that was sealed at this head can still be read as new. */
  wouldTake(header: FrameHeader, head: number): boolean {
    return this.#counters.isUnused(header, head);
  }

  /** What a replace of this epoch stands for that covers everything read so far. */
  covers(epoch: number): Covers {
    return { seq: this.#head, hash: this.hash, counters: this.#counters.list(epoch) };
  }

  /** The same up to an earlier position; undefined if that was too long ago. */
  coversAt(epoch: number, seq: number): Covers | undefined {
    const hash = this.#hashes.get(seq);
    const counters = this.#counters.listAt(seq, epoch);
    return hash && counters && { seq, hash, counters };
  }

  /**
   * Reads the frames that follow, for {@link take}. Where the broker left out what a replace covers,
   * reading begins anew at that replace, or, for want of its key, where the key that this device has
   * begins; frames that were read before are passed over. If catching up fails, the frames before are
   * read, and reading goes on after them.
   *
   * @throws {DishonestBrokerError} If frames are missing or out of order, or if the channel is not
   *   the one that was seen before.
   */
  async read(frames: readonly StoredFrame[], view: ChannelView, seen?: Watermark): Promise<void> {
    const fresh = frames.filter(({ seq }) => seq > this.#head);
    if (fresh.some(({ seq }, i) => i > 0 && seq !== (fresh[i - 1]?.seq ?? 0) + 1)) {
      throw gap("the broker served frames out of order", fresh);
    }
    const first = fresh[0]?.seq ?? this.#head + 1;
    if (first !== this.#head + 1) {
      const begin = await this.#beginning(first - 1, fresh, view);
      if (begin === undefined) {
        throw gap("the broker left out frames that no replace covers", fresh);
      }
      this.#beginAt(begin);
    }
    this.#requireSeen(seen);
    for (const stored of fresh.filter(({ seq }) => seq > this.#head)) {
      await this.#readOne(stored, view);
      this.#requireSeen(seen);
    }
  }

  /** What was read since the last time. */
  take(): Reading {
    const taken = { frames: this.#frames, alarms: this.#alarms };
    this.#frames = [];
    this.#alarms = [];
    return taken;
  }

  /**
   * Whether reading can go on at the first of these frames. If not, the replace is still to come.
   */
  async continues(frames: readonly StoredFrame[], view: ChannelView): Promise<boolean> {
    const first = frames.find(({ seq }) => seq > this.#head)?.seq ?? this.#head + 1;
    return (
      first === this.#head + 1 || (await this.#beginning(first - 1, frames, view)) !== undefined
    );
  }

  async #beginning(
    covered: number,
    frames: readonly StoredFrame[],
    view: ChannelView,
  ): Promise<Beginning | undefined> {
    const covers = await this.#coveringUpTo(covered, frames, view);
    return covers === undefined ? this.#closingAfter(covered, view) : { ...covers, unread: 0 };
  }

  /** A host has signed where the channel stood when the first key began that this device has. */
  #closingAfter(covered: number, view: ChannelView): Beginning | undefined {
    for (const { number, closing } of view.roster.epochs.values()) {
      const at = closing.find(({ channel, head }) => channel === this.#channel && head >= covered);
      if (at !== undefined && view.epochKey(number - 1) === undefined) {
        return { seq: at.head, hash: at.hash, counters: [], unread: at.head };
      }
    }
    return undefined;
  }

  async #coveringUpTo(
    covered: number,
    frames: readonly StoredFrame[],
    view: ChannelView,
  ): Promise<Covers | undefined> {
    for (const frame of frames) {
      const opened = await openDurableFrame(this.#channel, frame, view);
      if (typeof opened === "string" || opened.body.covers?.seq !== covered) {
        continue;
      }
      if (covered <= opened.body.links.head) {
        return opened.body.covers;
      }
    }
    return undefined;
  }

  #beginAt({ unread, ...covers }: Beginning): void {
    this.#head = covers.seq;
    this.#begin = covers.seq;
    this.#unread = unread;
    this.#hashes.clear();
    this.#hashes.set(covers.seq, covers.hash);
    this.#counters.beginAt(covers);
  }

  async #readOne(stored: StoredFrame, view: ChannelView): Promise<void> {
    const { seq, frame } = stored;
    const opened = await openDurableFrame(this.#channel, stored, view);
    const hash = await nextHash(this.#sid, this.#channel, this.hash, seq, frame);
    // Nothing waits or fails from here on: a frame that is judged is there to be taken.
    this.#frames.push(
      typeof opened === "string"
        ? { type: "refused", seq, reason: opened }
        : this.#readInPlace(stored, opened, view.roster),
    );
    if (opened === "key_unknown") {
      this.#unread = seq;
    }
    this.#head = seq;
    this.#hashes.set(seq, hash);
    this.#newest.set(seq, frame);
    forgetOldest(this.#hashes, MAX_HASHES);
    forgetOldest(this.#newest, MAX_EVIDENCE);
  }

  #readInPlace({ seq, frame }: StoredFrame, opened: OpenedFrame, roster: Roster): ReadFrame {
    const refusal = this.#refusalInPlace(seq, opened);
    if (refusal !== undefined) {
      return { type: "refused", seq, reason: refusal };
    }
    const { links, covers } = opened.body;
    const claimed = this.#newest.get(links.head);
    const evidence = claimed === undefined ? [frame] : [claimed, frame];
    for (const message of this.#contradictions(seq, opened, roster)) {
      this.#alarms.push({ kind: "fork", message, evidence });
    }
    this.#claimHead(opened);
    if (covers !== undefined && covers.seq < seq) {
      this.#counters.take(covers, opened.header.epoch);
      this.#replace(covers.seq, opened.header.epoch);
    }
    return { type: "applied", seq, ...opened };
  }

  #replace(covers: number, epoch: number): void {
    if (covers >= this.#replaced.covers) {
      this.#replaced = { epoch, covers };
    }
    if (covers >= this.#unread) {
      this.#unread = 0;
    }
  }

  /** (7) to (9): whether the frame belongs at this place. Its counter is used up either way. */
  #refusalInPlace(seq: number, { header, body }: OpenedFrame): Refusal | undefined {
    const { links, covers } = body;
    if (!this.#counters.isUnused(header, links.head)) {
      return "counter";
    }
    this.#counters.use(header, seq);
    if (links.conditional && (links.head !== seq - 1 || !equalBytes(links.headHash, this.hash))) {
      return "condition";
    }
    return covers !== undefined && covers.seq > links.head ? "covers" : undefined;
  }

  /** What the frame says of the past that differs from what this reader has seen. */
  #contradictions(seq: number, { header, body }: OpenedFrame, roster: Roster): readonly string[] {
    const { links, covers } = body;
    const found: string[] = [];
    if (links.head >= seq) {
      found.push("a frame names a head that it stands before");
    }
    if (links.head < (this.#claimedHeads.get(instanceKey(header)) ?? 0)) {
      found.push("a frame names a lower head than an earlier one of its sender");
    }
    if (this.#differs(links.head, links.headHash)) {
      found.push("a frame was sealed on another history of the channel");
    }
    if (covers !== undefined && this.#differs(covers.seq, covers.hash)) {
      found.push("a replace covers another history of the channel");
    }
    if (covers !== undefined && covers.seq < seq) {
      if (this.#counters.differAt(covers, header.epoch)) {
        found.push("a replace names other counters than were used");
      }
    }
    if (!roster.hasHad(links.logHash)) {
      found.push("a frame was sealed on another statement log");
    }
    return found;
  }

  #claimHead({ header, body }: OpenedFrame): void {
    const instance = instanceKey(header);
    const highest = this.#claimedHeads.get(instance) ?? 0;
    this.#claimedHeads.set(instance, Math.max(body.links.head, highest));
  }

  #differs(seq: number, hash: Bytes): boolean {
    const own = this.#hashes.get(seq);
    return own !== undefined && !equalBytes(own, hash);
  }

  #requireSeen(seen: Watermark | undefined): void {
    if (seen !== undefined && this.#differs(seen.position, seen.hash)) {
      throw rollback("the channel is not the one that this device has seen");
    }
  }
}

function gap(message: string, frames: readonly StoredFrame[]): DishonestBrokerError {
  const evidence = frames.slice(0, MAX_EVIDENCE).map(({ frame }) => frame);
  return new DishonestBrokerError({ kind: "gap", message, evidence });
}
