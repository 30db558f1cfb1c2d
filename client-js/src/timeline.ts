import { equalBytes } from "./bytes.js";
import type { Role } from "./role.js";
import { roleDuring, type RosterMember } from "./rosterMember.js";
import { startOfChannel } from "./runningHash.js";
import type { ChannelHead } from "./statement.js";
import { requireRule } from "./statementError.js";

/** A change or freeze at position `entry` of the log, and what holds after it. */
interface Turn {
  readonly entry: number;
  readonly epoch: number;
  readonly frozen: boolean;
}

interface Cut extends Turn {
  readonly closing: ReadonlyMap<number, ChannelHead>;
}

/**
 * Where in the life of the roster a frame lies. The closing heads of each change and each freeze
 * cut every channel in two, so the place follows from the frame's sequence number and not from the broker's word.
 * FORMATS.md §7.1, "Position".
 */
export class Timeline {
  readonly #cuts: readonly Cut[];

  constructor(cuts: readonly Cut[] = []) {
    this.#cuts = cuts;
  }

  /** @throws {StatementError} If a channel would close before the last cut closed it. */
  plus(heads: readonly ChannelHead[], turn: Turn): Timeline {
    const closing = new Map(heads.map((head) => [head.channel, head]));
    const last = this.#cuts.at(-1)?.closing ?? new Map<number, ChannelHead>();
    const channels = [...last.keys(), ...closing.keys()];
    requireRule(
      channels.every((channel) => leadsTo(last.get(channel), closing.get(channel))),
      "closing_heads",
    );
    return new Timeline([...this.#cuts, { ...turn, closing }]);
  }

  /** Where the newest cut closed each channel that it closed. */
  get closing(): readonly ChannelHead[] {
    return [...(this.#cuts.at(-1)?.closing.values() ?? [])];
  }

  epochAt(channel: number, seq: number): number {
    return this.#cuts[this.#lastCutBefore(channel, seq)]?.epoch ?? 0;
  }

  roleAt(member: RosterMember, channel: number, seq: number): Role | undefined {
    const place = this.#lastCutBefore(channel, seq);
    const cut = this.#cuts[place];
    const end = this.#cuts[place + 1]?.entry ?? Infinity;
    const role = roleDuring(member, cut?.entry ?? 0, end);
    return cut?.frozen === true ? whileFrozen(role) : role;
  }

  // From the newest back: most questions are about new frames.
  #lastCutBefore(channel: number, seq: number): number {
    let cut = this.#cuts.length - 1;
    while (cut >= 0 && seq <= (this.#cuts[cut]?.closing.get(channel)?.head ?? 0)) {
      cut--;
    }
    return cut;
  }
}

/** While a session is frozen, an editor reads as a viewer does. */
function whileFrozen(role: Role | undefined): Role | undefined {
  return role === "editor" ? "viewer" : role;
}

/** Whether a channel that closed at `earlier` can close at `later` now: never with another past. */
function leadsTo(earlier: ChannelHead | undefined, later: ChannelHead | undefined): boolean {
  const earlierHead = earlier?.head ?? 0;
  const laterHead = later?.head ?? 0;
  return (
    laterHead > earlierHead ||
    (laterHead === earlierHead &&
      equalBytes(later?.hash ?? startOfChannel(), earlier?.hash ?? startOfChannel()))
  );
}
