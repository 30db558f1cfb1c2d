import type { InviteInfo, Member, Removal, Session } from "../../index.js";

/** What the removal of a member concerns, and the call that does it. */
export interface RemovalPlan {
  readonly member: Member;
  /** Those who came in by an invite that the member made. */
  readonly invited: readonly Member[];
  /** Open invites that may stay: those that the member neither made nor came by. */
  readonly open: readonly InviteInfo[];
  readonly remove: (ids: readonly string[], keepInvites: readonly string[]) => Promise<Removal>;
}

export async function planRemoval(session: Session, member: Member): Promise<RemovalPlan> {
  const invites = (await session.invites?.list()) ?? [];
  return {
    member,
    invited: session.members.list().filter(({ invitedBy }) => invitedBy === member.id),
    open: invites.filter(
      ({ id, by, state }) => state === "ready" && by !== member.id && id !== member.inviteId,
    ),
    remove: (ids, keepInvites) => session.members.remove(ids, { keepInvites }),
  };
}
