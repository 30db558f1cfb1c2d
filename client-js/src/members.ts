import type { CallOptions } from "./callOptions.js";
import type { Role } from "./role.js";
import type { Unsubscribe } from "./session.js";

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
  /** Who of those who are in says whether the emoji were the same on its screen and on this one's. */
  readonly comparisons: readonly { readonly by: string; readonly match: boolean }[];
  /** False for a member that no statement of a host covers yet. */
  readonly confirmed: boolean;
}

export interface RemoveOptions extends CallOptions {
  /** Open invites that stay. Whoever knows the link of one can come back by it. */
  readonly keepInvites?: readonly string[];
}

/** What a removal came to. */
export interface Removal {
  /** The number of the epoch that began by it. What is sealed from then on, they cannot read. */
  readonly epoch: number;
  /** What cannot be recalled: up to these heads they may have read everything. */
  readonly readable: readonly { readonly channel: number; readonly head: number }[];
  /** Members that have not used the new key yet, as while they are away. */
  readonly unconfirmed: readonly string[];
  /** Resolves when all have. */
  whenConfirmed(call?: CallOptions): Promise<void>;
  /** Calls back with those who have not, whenever they are fewer. */
  onChange(callback: (unconfirmed: readonly string[]) => void): Unsubscribe;
}

export interface Members {
  /** Who is in, in the order of joining, as this client folded it from signed statements. */
  list(): readonly Member[];
  /**
   * For hosts; others are refused with the code `role_forbidden`. Resolves when it holds: the broker
   * takes nothing of the member that the new role does not allow. Auditors lose the key.
   */
  setRole(id: string, role: Role, call?: CallOptions): Promise<void>;
  /**
   * Removes all of these in one step, for hosts. A new key begins by it, and revoked are the invites
   * by which they came, those that they made, and every open one that is not to be kept.
   */
  remove(id: string | readonly string[], options?: RemoveOptions): Promise<Removal>;
}
