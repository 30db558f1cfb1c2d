import type { Member } from "./members.js";
import { type MemberId } from "./memberId.js";
import { type MemberNames } from "./memberNames.js";
import { type Roster } from "./roster.js";
import { isActive, isHost, type RosterMember } from "./rosterMember.js";

/** Who is in, in the order of the log, with the names that their own devices signed. */
export function listMembers(roster: Roster, names: MemberNames, self: MemberId): readonly Member[] {
  return roster
    .members()
    .filter(isActive)
    .map((member) => describeMember(member, names, self));
}

export function describeMember(member: RosterMember, names: MemberNames, self: MemberId): Member {
  return {
    id: member.id,
    name: names.of(member.id)?.name ?? "",
    role: member.role,
    self: member.id === self,
    inviteId: member.invite ?? null,
    confirmed: member.standing === "confirmed",
  };
}

/** The title by the host that the session ID pins, else by the first host that gives one. */
export function sessionTitle(roster: Roster, names: MemberNames): string {
  const hosts = roster.members().filter(isHost);
  const pinnedFirst = hosts.sort((a, b) => rank(a) - rank(b));
  return pinnedFirst.map(({ id }) => names.of(id)?.title ?? "").find((title) => title !== "") ?? "";

  function rank({ id }: RosterMember): number {
    return id === roster.pinnedHost ? 0 : 1;
  }
}
