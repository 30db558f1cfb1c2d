import type { CallOptions } from "./callOptions.js";
import { BrokerError } from "./errors.js";
import { type ActDraft, HostActs } from "./hostActs.js";
import { HostChanges } from "./hostChanges.js";
import type { InviteId } from "./inviteId.js";
import { InviteBook, type InviteMaking, type Introduction } from "./inviteBook.js";
import type { Connection } from "./connection.js";
import type { Follower } from "./follower.js";
import type { Knock } from "./knock.js";
import { KnockQueue } from "./knockQueue.js";
import type { Member } from "./members.js";
import { Rekeying } from "./rekeying.js";
import type { Roster } from "./roster.js";
import type { MemberContext } from "./rosterFollower.js";
import { isHost } from "./rosterMember.js";
import { SessionMembers } from "./sessionMembers.js";
import type { SessionTroubles } from "./sessionTroubles.js";

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
  readonly knocked: (knocks: readonly Knock[]) => void;
}

/** What a member does in a session while it is a host. */
export class Hosting {
  readonly members: SessionMembers;
  readonly invites: InviteBook;
  readonly knocks: KnockQueue;
  readonly #parts: HostingParts;
  readonly #acts: HostActs;
  readonly #rekeying: Rekeying;

  constructor(parts: HostingParts) {
    const { context, follower, making } = parts;
    const self = context.membership.mid;
    this.#parts = parts;
    this.#acts = new HostActs(context, follower);
    const changes = new HostChanges(this.#acts, making.now, parts.rekeyed);
    this.members = new SessionMembers({ ...parts, self, changes, now: making.now });
    this.invites = new InviteBook({ ...parts, acts: this.#acts, changes });
    this.knocks = new KnockQueue({
      ...parts,
      acts: this.#acts,
      changes,
      people: follower.people,
      random: Math.random,
      inviteName: (id, signal) => this.invites.nameOf(id, signal),
    });
    const { clock } = context;
    this.#rekeying = new Rekeying({ ...parts, self, changes, clock, random: Math.random });
  }

  /** Whom invites are for, by their IDs; of none unless this member is a host, or after the end. */
  async inviteNames(signal: AbortSignal): Promise<ReadonlyMap<InviteId, string>> {
    const { context, follower } = this.#parts;
    const { roster } = follower.people;
    const self = roster.member(context.membership.mid);
    return self !== undefined && isHost(self) && !roster.ended
      ? this.invites.names(signal)
      : new Map();
  }

  /** Does what is due by itself. */
  look(): void {
    this.knocks.update();
    this.#rekeying.look();
  }

  stop(): void {
    this.#rekeying.stop();
  }

  freeze(on: boolean, { signal }: CallOptions): Promise<void> {
    return this.#perform(signal, ({ frozen }) =>
      frozen === on
        ? null
        : {
            statement: (act) => ({ type: "freeze", ...act, on, closing: act.heads }),
            request: (statement) => ({
              method: "POST",
              path: "/statements",
              body: { statement, wraps: [] },
            }),
          },
    );
  }

  /** The session closes here by that, too. */
  async end({ signal }: CallOptions): Promise<void> {
    try {
      await this.#perform(signal, ({ ended }) =>
        ended
          ? null
          : {
              statement: (act) => ({ type: "end", ...act }),
              request: (statement) => ({ method: "DELETE", path: "", body: { statement } }),
            },
      );
    } catch (error) {
      const isOver = error instanceof BrokerError && error.code === "session_closed";
      if (!isOver || this.#parts.connection.closed?.reason !== "ended") {
        throw error;
      }
    }
  }

  async #perform(
    signal: AbortSignal | undefined,
    draft: (roster: Roster) => ActDraft | null,
  ): Promise<void> {
    await this.#parts.connection.run(signal, (either) =>
      this.#acts.perform({ draft, signal: either }),
    );
  }
}
