import { describeMember, listMembers, sessionTitle } from "./memberList.js";
import type { MemberId } from "./memberId.js";
import type { Member } from "./members.js";
import type { Role } from "./role.js";
import type { MemberContext, RosterFollower } from "./rosterFollower.js";

/** How member and session were called when this device last saw them. */
export interface LastSeen {
  readonly displayName: string;
  readonly title: string;
  readonly role: Role;
}

export interface PeopleListener {
  members(members: readonly Member[]): void;
  title(title: string): void;
  role(role: Role): void;
  frozen(on: boolean): void;
  key(key: { readonly epoch: number }): void;
}

/** Who is in a session and how it is called, as applications are told. */
export class SessionPeople {
  readonly #context: MemberContext;
  readonly #people: RosterFollower;
  readonly #listener: PeopleListener;
  #lastSeen: LastSeen;
  #title: string;
  #members: readonly Member[] = [];
  #role: Role;
  #frozen = false;
  #epoch = 0;

  constructor(
    context: MemberContext,
    people: RosterFollower,
    lastSeen: LastSeen,
    listener: PeopleListener,
  ) {
    this.#context = context;
    this.#people = people;
    this.#lastSeen = lastSeen;
    this.#title = lastSeen.title;
    this.#role = lastSeen.role;
    this.#listener = listener;
  }

  get title(): string {
    return this.#title;
  }

  get members(): readonly Member[] {
    return this.#members;
  }

  get self(): Member {
    const { mid, via } = this.#context.membership;
    const { displayName, role } = this.#lastSeen;
    return (
      this.#members.find(({ self }) => self) ?? {
        id: mid,
        name: displayName,
        role,
        self: true,
        inviteId: via === "genesis" ? null : via,
        invitedBy: null,
        comparisons: [],
        confirmed: via === "genesis",
      }
    );
  }

  /** Also one that is not in any more; undefined if there never was such a member. */
  describe(id: MemberId): Member | undefined {
    const { roster, names } = this.#people;
    const member = roster.member(id);
    return member && describeMember(roster, member, names, this.#named());
  }

  /** Tells what is new. */
  update(): void {
    const { roster, names } = this.#people;
    const members = listMembers(roster, names, this.#named());
    if (JSON.stringify(members) !== JSON.stringify(this.#members)) {
      this.#members = members;
      this.#listener.members(members);
    }
    const title = sessionTitle(roster, names);
    if (title !== "" && title !== this.#title) {
      this.#title = title;
      this.#listener.title(title);
    }
    this.#updateSelf();
  }

  #updateSelf(): void {
    const { role } = this.self;
    if (role !== this.#role) {
      this.#role = role;
      this.#listener.role(role);
    }
    const { epoch, frozen } = this.#people.roster;
    if (frozen !== this.#frozen) {
      this.#frozen = frozen;
      this.#listener.frozen(frozen);
    }
    if (epoch > this.#epoch && this.#people.epochKey(epoch) !== undefined) {
      this.#epoch = epoch;
      this.#listener.key({ epoch });
    }
  }

  /** Keeps for the next time what this member and the session are. */
  async remember(): Promise<void> {
    const facts = { ...this.#lastSeen, role: this.self.role, title: this.#title };
    if (JSON.stringify(facts) !== JSON.stringify(this.#lastSeen)) {
      this.#lastSeen = facts;
      await this.#context.memberships.change(this.#context.membership, facts);
    }
  }

  #named(): Pick<Member, "id" | "name"> {
    return { id: this.#context.membership.mid, name: this.#lastSeen.displayName };
  }
}
