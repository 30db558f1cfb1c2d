import type { CallOptions } from "./callOptions.js";
import type { Connection } from "./connection.js";
import { BrokerError } from "./errors.js";
import type { Follower } from "./follower.js";
import type { HostChanges, Steps } from "./hostChanges.js";
import type { InviteId } from "./inviteId.js";
import type { MemberId } from "./memberId.js";
import type { Member, Members, Removal, RemoveOptions } from "./members.js";
import { KeyReceipt } from "./removal.js";
import type { Role } from "./role.js";
import type { Roster } from "./roster.js";
import { isUsedUp, type RosterInvite } from "./rosterInvite.js";
import { isHost, mayRead, type RosterMember } from "./rosterMember.js";

export interface MembersParts {
  readonly self: MemberId;
  readonly follower: Follower;
  readonly connection: Connection;
  readonly changes: HostChanges;
  /** Milliseconds since 1970, by the broker's clock. */
  readonly now: () => number;
  readonly list: () => readonly Member[];
}

/** Who is in a session, and what hosts do about that. */
export class SessionMembers implements Members {
  readonly #parts: MembersParts;

  constructor(parts: MembersParts) {
    this.#parts = parts;
  }

  list(): readonly Member[] {
    return this.#parts.list();
  }

  async setRole(id: string, role: Role, { signal }: CallOptions = {}): Promise<void> {
    const { connection, changes } = this.#parts;
    await connection.run(signal, (either) =>
      changes.make((roster) => this.#inRole(roster, id, role), either),
    );
  }

  remove(id: string | readonly string[], options: RemoveOptions = {}): Promise<Removal> {
    const ids = [...new Set(typeof id === "string" ? [id] : id)];
    const { self, follower, connection, changes } = this.#parts;
    return connection.run(options.signal, async (signal) => {
      const made = await changes.make(
        (roster) => this.#without(roster, ids, options.keepInvites ?? []),
        signal,
      );
      return new KeyReceipt(made ?? follower.people.roster.epoch, self, follower, connection);
    });
  }

  #inRole(roster: Roster, id: string, role: Role): Steps | null {
    const member = requireMember(roster, id);
    if (member.role === role) {
      return null;
    }
    const rekeys = mayRead(member) !== mayRead({ ...member, role });
    const isDemoted = isHost(member);
    this.#requireHostLeft(roster, isDemoted ? [member] : []);
    this.#requireOther(rekeys ? [member] : []);
    const revoked = roster
      .invites()
      .filter((invite) => isDemoted && !invite.revoked && isWayBackAsHost(roster, invite, member))
      .map(({ id }): InviteId => id);
    return { removed: [], roles: [{ mid: member.id, role }], revoked, rekeys };
  }

  #without(roster: Roster, ids: readonly string[], kept: readonly string[]): Steps | null {
    const leaving = ids
      .map((id) => requirePresent(roster.members().find((member) => member.id === id)))
      .filter(({ standing }) => standing !== "removed");
    if (leaving.length === 0) {
      return null;
    }
    this.#requireHostLeft(roster, leaving.filter(isHost));
    this.#requireOther(leaving);
    const now = this.#parts.now();
    const revoked = roster
      .invites()
      .filter(
        (invite) =>
          !invite.revoked &&
          (leaving.some((member) => isWayBack(roster, invite, member)) ||
            (isOpen(invite, now) && !kept.includes(invite.id))),
      )
      .map(({ id }): InviteId => id);
    return { removed: leaving.map(({ id }) => id), roles: [], revoked, rekeys: true };
  }

  #requireOther(losingTheKey: readonly RosterMember[]): void {
    if (losingTheKey.some(({ id }) => id === this.#parts.self)) {
      throw new BrokerError("role_forbidden", "nobody makes the key that they are not to have");
    }
  }

  /** Refuses what no roster would take. */
  #requireHostLeft(roster: Roster, leaving: readonly RosterMember[]): void {
    if (leaving.some(({ id }) => id === roster.pinnedHost && id !== this.#parts.self)) {
      throw new BrokerError("pinned_host", "the session's first host gives its role up by itself");
    }
    if (roster.members().every((member) => !isHost(member) || leaving.includes(member))) {
      throw new BrokerError("last_host", "the session would have no host");
    }
  }
}

function requireMember(roster: Roster, id: string): RosterMember {
  const member = requirePresent(roster.members().find((it) => it.id === id));
  if (member.standing !== "new" && member.standing !== "confirmed") {
    throw new BrokerError("member_unknown", "this member is not in the session");
  }
  return member;
}

function requirePresent(member: RosterMember | undefined): RosterMember {
  if (member === undefined) {
    throw new BrokerError("member_unknown", "the session has no such member");
  }
  return member;
}

/** Whether the member came by the invite, or made it, by whatever device. */
function isWayBack(roster: Roster, invite: RosterInvite, member: RosterMember): boolean {
  return member.invite === invite.id || roster.member(invite.by)?.line === member.line;
}

/** The same of one who was a host: one by which it came in another role makes it no host again. */
function isWayBackAsHost(roster: Roster, invite: RosterInvite, member: RosterMember): boolean {
  const made = roster.member(invite.by)?.line === member.line;
  return made || (member.invite === invite.id && invite.role === "host");
}

function isOpen(invite: RosterInvite, now: number): boolean {
  return !isUsedUp(invite) && invite.exp * 1000 > now;
}
