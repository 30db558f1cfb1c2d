import type { Role } from "./role.js";

/** One device in a session. A person with two devices is two members. */
export interface Member {
  /** 22 characters; for display and lookup. */
  readonly id: string;
  /** What the member calls itself; "" until its sealed name has arrived. */
  readonly name: string;
  readonly role: Role;
  /** True for the member that this client is. */
  readonly self: boolean;
  /** The invite by which the member came in; null for the session's creator. */
  readonly inviteId: string | null;
  /** The member that made that invite; null for the session's creator. */
  readonly invitedBy: string | null;
  /** False for a member that no statement of a host covers yet. */
  readonly confirmed: boolean;
}

export interface Members {
  /** Who is in, in the order of joining, as this client folded it from signed statements. */
  list(): readonly Member[];
}
