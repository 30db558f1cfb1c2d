import { HostActs } from "./hostActs.js";
import { HostChanges } from "./hostChanges.js";
import { InviteBook, type InviteMaking, type Introduction } from "./inviteBook.js";
import { type Connection } from "./connection.js";
import { type Follower } from "./follower.js";
import type { Member } from "./members.js";
import { Rekeying } from "./rekeying.js";
import { type MemberContext } from "./rosterFollower.js";
import { SessionMembers } from "./sessionMembers.js";
import { type SessionTroubles } from "./sessionTroubles.js";

export interface HostingParts {
  readonly context: MemberContext;
  readonly follower: Follower;
  readonly connection: Connection;
  readonly troubles: SessionTroubles;
  readonly making: InviteMaking;
  readonly introduction: () => Introduction;
  readonly list: () => readonly Member[];
  /** Called when an epoch has begun by this client. */
  readonly rekeyed: (epoch: number) => void;
}

/** What a member does in a session while it is a host. */
export class Hosting {
  readonly members: SessionMembers;
  readonly invites: InviteBook;
  readonly #rekeying: Rekeying;

  constructor(parts: HostingParts) {
    const { context, follower, making } = parts;
    const self = context.membership.mid;
    const acts = new HostActs(context, follower);
    const changes = new HostChanges(acts, making.now, parts.rekeyed);
    this.members = new SessionMembers({ ...parts, self, changes, now: making.now });
    this.invites = new InviteBook({ ...parts, acts, changes });
    const { clock } = context;
    this.#rekeying = new Rekeying({ ...parts, self, changes, clock, random: Math.random });
  }

  /** Does what is due by itself. */
  look(): void {
    this.#rekeying.look();
  }

  stop(): void {
    this.#rekeying.stop();
  }
}
