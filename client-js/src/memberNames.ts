import { type Bytes, equalBytes, utf8 } from "./bytes.js";
import type { ChannelView } from "./durableFrame.js";
import { FormatError } from "./formatError.js";
import { parseFrame } from "./frame.js";
import { openFrame } from "./frameOpener.js";
import { instanceKey } from "./keptCounters.js";
import type { MemberId } from "./memberId.js";
import { OpenError } from "./openError.js";
import { mayRead } from "./rosterMember.js";
import type { SessionId } from "./sessionId.js";
import { exactMembers, parseStrictJson } from "./strictJson.js";
import { readText } from "./texts.js";

/** What a member says of itself in a name frame. FORMATS.md §9. */
export interface MemberName {
  readonly name: string;
  /** The session's title, from a host; else "". */
  readonly title: string;
}

interface Named extends MemberName {
  readonly epoch: number;
  readonly frame: Bytes;
}

type NameView = Pick<ChannelView, "roster" | "epochKey">;

/** A name frame as the broker serves it. */
export interface StoredName {
  readonly mid: MemberId;
  readonly frame: Bytes;
}

export function encodeMemberName({ name, title }: MemberName): Bytes {
  return utf8(JSON.stringify({ name, title }));
}

/** The names of members that their own devices signed and sealed. */
export class MemberNames {
  readonly #sid: SessionId;
  readonly #named = new Map<MemberId, Named>();
  readonly #counters = new Map<string, number>();
  /** Frames that could not be read yet: the sender or the key may still come. */
  readonly #unread = new Map<MemberId, Bytes>();

  constructor(sid: SessionId) {
    this.#sid = sid;
  }

  of(member: MemberId): MemberName | undefined {
    return this.#named.get(member);
  }

  /** The epoch in which the member's name was sealed; 0 if it has none. */
  epochOf(member: MemberId): number {
    return this.#named.get(member)?.epoch ?? 0;
  }

  /** Takes over each name whose frame is the member's own and new; else keeps what was known. */
  async take(names: readonly StoredName[], view: NameView): Promise<void> {
    for (const { mid, frame } of names) {
      this.#unread.set(mid, frame);
    }
    for (const [mid, frame] of this.#unread) {
      const known = this.#named.get(mid);
      const read =
        known !== undefined && equalBytes(known.frame, frame)
          ? known
          : await this.#read(mid, frame, view);
      if (read !== undefined) {
        this.#named.set(mid, read);
        this.#unread.delete(mid);
      }
    }
  }

  async #read(mid: MemberId, bytes: Bytes, view: NameView): Promise<Named | undefined> {
    try {
      const frame = parseFrame(bytes);
      const { header } = frame;
      const sender = view.roster.member(mid);
      const key = view.epochKey(header.epoch);
      const instance = instanceKey(header);
      if (
        header.kind !== "name" ||
        header.channel !== 0 ||
        header.sender !== mid ||
        sender === undefined ||
        !mayRead(sender) ||
        key === undefined ||
        header.counter <= (this.#counters.get(instance) ?? 0)
      ) {
        return undefined;
      }
      const { payload } = await openFrame(this.#sid, frame, key, sender.signingKey);
      this.#counters.set(instance, header.counter);
      const { name, title } = exactMembers(parseStrictJson(payload), ["name", "title"]);
      return {
        name: readText("name", name),
        title: readText("title", title),
        epoch: header.epoch,
        frame: bytes,
      };
    } catch (error) {
      if (error instanceof FormatError || error instanceof OpenError) {
        return undefined;
      }
      throw error;
    }
  }
}
