import type { Bytes } from "./bytes.js";
import { forgetOldest } from "./forgetOldest.js";
import { FormatError } from "./formatError.js";
import { type FrameHeader, parseFrame } from "./frame.js";
import type { FrameLinks } from "./frameBody.js";
import { openFrame } from "./frameOpener.js";
import { instanceKey } from "./keptCounters.js";
import type { MemberId } from "./memberId.js";
import { Mutex } from "./mutex.js";
import { OpenError } from "./openError.js";
import type { RosterFollower } from "./rosterFollower.js";
import { mayRead } from "./rosterMember.js";

/** An ephemeral frame that a member sealed just now. */
export interface Passing {
  readonly channel: number;
  readonly sender: MemberId;
  readonly instance: string;
  /** What its sender had verified. */
  readonly links: FrameLinks;
  readonly payload: Bytes;
  /** As it came. */
  readonly frame: Bytes;
}

const MAX_INSTANCES = 4096;

/** Opens ephemeral frames and drops what is none, not a member's, or old. FORMATS.md §9.1. */
export class PassingFrames {
  readonly #people: RosterFollower;
  readonly #isOwn: (header: FrameHeader) => boolean;
  readonly #counters = new Map<string, number>();
  readonly #turn = new Mutex();

  /** @param isOwn whether this client has made the frame: some carriers bring it back */
  constructor(people: RosterFollower, isOwn: (header: FrameHeader) => boolean) {
    this.#people = people;
    this.#isOwn = isOwn;
  }

  /** In the order of the calls. */
  open(bytes: Bytes): Promise<Passing | undefined> {
    return this.#turn.run(async () => {
      try {
        return await this.#open(bytes);
      } catch (error) {
        if (error instanceof FormatError || error instanceof OpenError) {
          return undefined;
        }
        throw error;
      }
    });
  }

  async #open(bytes: Bytes): Promise<Passing | undefined> {
    const { roster } = this.#people;
    const frame = parseFrame(bytes);
    const { kind, channel, epoch, sender, counter } = frame.header;
    const member = roster.member(sender);
    const key = this.#people.epochKey(epoch);
    const instance = instanceKey(frame.header);
    if (
      kind !== "ephemeral" ||
      this.#isOwn(frame.header) ||
      member === undefined ||
      !mayRead(member) ||
      epoch !== roster.epoch ||
      key === undefined ||
      counter <= (this.#counters.get(instance) ?? 0)
    ) {
      return undefined;
    }
    const { links, payload } = await openFrame(roster.sid, frame, key, member.signingKey);
    this.#counters.delete(instance);
    this.#counters.set(instance, counter);
    forgetOldest(this.#counters, MAX_INSTANCES);
    return { channel, sender, instance, links, payload, frame: bytes };
  }
}
