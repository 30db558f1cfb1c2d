import type { MemberId } from "./memberId.js";
import type { Roster } from "./roster.js";
import { hasMoved } from "./rosterMember.js";
import type { CloseReason } from "./session.js";

export interface MembershipEnd {
  readonly reason: CloseReason;
  readonly message: string;
}

export const MOVED: MembershipEnd = {
  reason: "moved",
  message: "another device has taken this one's place",
};

/** Why the session is over for this member, if the roster says that it is. */
export function endOf(roster: Roster, id: MemberId): MembershipEnd | undefined {
  if (roster.ended) {
    return { reason: "ended", message: "a host ended the session" };
  }
  const member = roster.member(id);
  if (member?.standing !== "removed") {
    return undefined;
  }
  return hasMoved(member, roster.members())
    ? MOVED
    : { reason: "removed", message: "a host removed this member" };
}
