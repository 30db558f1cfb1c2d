import { equalBytes } from "./bytes.js";
import { type Role } from "./role.js";
import { roleDuring, type RosterMember } from "./rosterMember.js";
import { startOfChannel } from "./runningHash.js";
import { type Change, type ChannelHead } from "./statement.js";
import { requireRule } from "./statementError.js";

/** A change at position `entry` of the log, after which `epoch` runs. */
interface Cut {
  readonly entry: number;
  readonly epoch: number;
  readonly closing: ReadonlyMap<number, ChannelHead>;
}

/**
 * Where in the life of the roster a frame lies. The closing heads of each change cut every channel
 * in two, so the place follows from the frame's sequence number and not from the broker's word.
 * FORMATS.md §7.1, "Position".
 */
export class Timeline {
  readonly #cuts: readonly Cut[];

  constructor(cuts: readonly Cut[] = []) {
    this.#cuts = cuts;
  }

  /** @throws {StatementError} If a channel would close before the last change closed it. */
  plus(change: Change, entry: number, epoch: number): Timeline {
    const closing = new Map(change.closing.map((head) => [head.channel, head]));
    const last = this.#cuts.at(-1)?.closing ?? new Map<number, ChannelHead>();
    const channels = [...last.keys(), ...closing.keys()];
    requireRule(
      channels.every((channel) => leadsTo(last.get(channel), closing.get(channel))),
      "closing_heads",
    );
    return new Timeline([...this.#cuts, { entry, epoch, closing }]);
  }

  epochAt(channel: number, seq: number): number {
    return this.#cuts[this.#lastCutBefore(channel, seq)]?.epoch ?? 0;
  }

  roleAt(member: RosterMember, channel: number, seq: number): Role | undefined {
    const cut = this.#lastCutBefore(channel, seq);
    const first = this.#cuts[cut]?.entry ?? 0;
    const end = this.#cuts[cut + 1]?.entry ?? Infinity;
    return roleDuring(member, first, end);
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
