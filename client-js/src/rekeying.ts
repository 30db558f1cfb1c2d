import type { Connection } from "./connection.js";
import type { Follower } from "./follower.js";
import { type HostChanges, NO_STEPS } from "./hostChanges.js";
import type { MemberId } from "./memberId.js";
import type { Roster } from "./roster.js";
import { isHost, mayRead, type RosterMember } from "./rosterMember.js";
import type { SessionTroubles } from "./sessionTroubles.js";
import { pause } from "./signals.js";

export interface RekeyingParts {
  readonly self: MemberId;
  readonly follower: Follower;
  readonly connection: Connection;
  readonly changes: HostChanges;
  readonly troubles: SessionTroubles;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly random: () => number;
}

const LONGEST_MS = 7 * 24 * 3_600_000;
const MOST_FRAMES = 100_000;
const LOOK_MS = 60_000;
const OTHERS_WAIT_MS = 500;

/**
 * Gives the session a new key by itself, while this member is a host: at once when somebody came in
 * by a link, so that the link opens nothing that is sealed from then on, and when the key is old.
 */
export class Rekeying {
  readonly #parts: RekeyingParts;
  readonly #looking: ReturnType<typeof setInterval>;
  #running = false;

  constructor(parts: RekeyingParts) {
    this.#parts = parts;
    this.#looking = setInterval(() => {
      this.look();
    }, LOOK_MS);
  }

  stop(): void {
    clearInterval(this.#looking);
  }

  /** Begins, if there is a reason, and unless it is under way. */
  look(): void {
    const { connection, troubles, follower } = this.#parts;
    if (this.#running || connection.closed !== null || !this.#isDue(follower.people.roster)) {
      return;
    }
    this.#running = true;
    void troubles
      .during(() => connection.run(undefined, (signal) => this.#rekey(signal)))
      .finally(() => {
        this.#running = false;
      });
  }

  /** One after the other, as long as there is a reason: who joins meanwhile is one. */
  async #rekey(signal: AbortSignal): Promise<void> {
    const { follower, changes, random } = this.#parts;
    while (this.#isDue(follower.people.roster)) {
      if (!this.#isOwnGuest(follower.people.roster)) {
        await pause(random() * OTHERS_WAIT_MS, signal); // Another host may be faster.
      }
      await changes.make(
        (roster) => (this.#isDue(roster) ? { ...NO_STEPS, rekeys: true } : null),
        signal,
      );
    }
  }

  #isDue(roster: Roster): boolean {
    const self = roster.member(this.#parts.self);
    return (
      self !== undefined &&
      isHost(self) &&
      !roster.ended &&
      (guestsByLink(roster).length > 0 || this.#isOld())
    );
  }

  #isOld(): boolean {
    const { follower, clock } = this.#parts;
    return clock() - follower.people.keyedAt >= LONGEST_MS || follower.framesOfEpoch >= MOST_FRAMES;
  }

  #isOwnGuest(roster: Roster): boolean {
    const own = roster.member(this.#parts.self)?.line;
    return guestsByLink(roster).some(({ invite }) => {
      const by = invite && roster.invite(invite)?.by;
      return by !== undefined && roster.member(by)?.line === own;
    });
  }
}

/** Who came in, with the key of a link, since the epoch began. */
function guestsByLink(roster: Roster): readonly RosterMember[] {
  const epoch = roster.epochs.get(roster.epoch);
  return roster
    .members()
    .filter(
      (member) =>
        mayRead(member) &&
        member.line === member.id &&
        member.invite !== undefined &&
        roster.invite(member.invite)?.approval === false &&
        epoch?.members.has(member.id) === false,
    );
}
