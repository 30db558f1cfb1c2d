import type { Bytes } from "./bytes.js";
import type { InviteId } from "./inviteId.js";
import type { MemberId } from "./memberId.js";
import type { Role } from "./role.js";
import type { VerifyingKey } from "./verifyingKey.js";
import type { WrapPublicKey } from "./wrapKey.js";

/**
 * *New* until a later host statement covers its entry, then *confirmed*; *pending* until a host
 * admits it; *surplus*, and never in, if no use of its invite was left.
 */
export type Standing = "new" | "confirmed" | "pending" | "surplus" | "removed";

/** A member had this role from entry `from` until entry `until` changed that. */
export interface Tenure {
  readonly from: number;
  readonly until: number;
  readonly role: Role;
}

/** A host's answer to somebody who needs approval. */
export interface RosterKnock {
  /** The host that signed it. */
  readonly by: MemberId;
  readonly nonce: Bytes;
}

/**
 * One device in a session, also after it was removed: its keys and its past still judge old frames
 * and keep anybody from using them again.
 */
export interface RosterMember {
  readonly id: MemberId;
  readonly signingKey: VerifyingKey;
  readonly wrapKey: WrapPublicKey;
  readonly role: Role;
  readonly standing: Standing;
  /** The invite by which it, or the first device of its line, came in; the first host has none. */
  readonly invite: InviteId | undefined;
  /** The first device of the chain of moves that led to this one; itself if there was none. */
  readonly line: MemberId;
  /** Position of the entry by which it came in. */
  readonly entry: number;
  readonly entryHash: Bytes;
  /** What it calls itself, sealed to the inviting host. */
  readonly sealedName: Bytes | undefined;
  /** The `knock` that answered its entry. */
  readonly knock: RosterKnock | undefined;
  /** The roles that counted, oldest first. */
  readonly tenures: readonly Tenure[];
}

export function tenureSince(entry: number, role: Role): Tenure {
  return { from: entry, until: Infinity, role };
}

/** Whether the member is in and its role counts. */
export function isActive({ standing }: RosterMember): boolean {
  return standing === "new" || standing === "confirmed";
}

export function isHost(member: RosterMember): boolean {
  return isActive(member) && member.role === "host";
}

/** Whether the member may have epoch keys. */
export function mayRead(member: RosterMember): boolean {
  return isActive(member) && member.role !== "auditor";
}

/** The role that counted at some point from entry `first` on and before `end`; the last of several. */
export function roleDuring(member: RosterMember, first: number, end: number): Role | undefined {
  return member.tenures.filter(({ from, until }) => from < end && first < until).at(-1)?.role;
}

export function confirmed(member: RosterMember): RosterMember {
  return member.standing === "new" ? { ...member, standing: "confirmed" } : member;
}

export function admitted(member: RosterMember, entry: number): RosterMember {
  return { ...member, standing: "confirmed", tenures: [tenureSince(entry, member.role)] };
}

export function inRole(member: RosterMember, role: Role, entry: number): RosterMember {
  return { ...member, role, tenures: [...ended(member, entry), tenureSince(entry, role)] };
}

export function removed(member: RosterMember, entry: number): RosterMember {
  return { ...member, standing: "removed", tenures: ended(member, entry) };
}

/** Whether another device took the member's place. */
export function hasMoved(member: RosterMember, all: readonly RosterMember[]): boolean {
  return all.some(({ line, entry }) => line === member.line && entry > member.entry);
}

function ended({ tenures }: RosterMember, entry: number): readonly Tenure[] {
  return tenures.map((tenure) =>
    tenure.until === Infinity ? { ...tenure, until: entry } : tenure,
  );
}
