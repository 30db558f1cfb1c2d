import type { MemberId } from "./memberId.js";
import type { Member } from "./members.js";
import type { MemberNames } from "./memberNames.js";
import type { Roster } from "./roster.js";
import { isActive, isHost, type RosterMember } from "./rosterMember.js";

/** The member that this client is; it knows its name before anybody else does. */
export type Self = Pick<Member, "id" | "name">;

/** Who is in, in the order of the log, with the names that their own devices signed. */
export function listMembers(roster: Roster, names: MemberNames, self: Self): readonly Member[] {
  return roster
    .members()
    .filter(isActive)
    .map((member) => describeMember(roster, member, names, self));
}

export function describeMember(
  roster: Roster,
  member: RosterMember,
  names: MemberNames,
  self: Self,
): Member {
  const isSelf = member.id === self.id;
  const invitedBy = (member.invite && roster.invite(member.invite)?.by) ?? null;
  return {
    id: member.id,
    name: names.of(member.id)?.name ?? (isSelf ? self.name : ""),
    role: member.role,
    self: isSelf,
    inviteId: member.invite ?? null,
    invitedBy,
    comparisons: comparisonsWith(roster, member.id),
    confirmed: member.standing === "confirmed",
  };
}

function comparisonsWith(roster: Roster, id: MemberId): Member["comparisons"] {
  return roster.comparisons
    .filter(({ by, mid }) => mid === id && roster.member(by)?.standing !== "removed")
    .map(({ by, match }) => ({ by, match }));
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
