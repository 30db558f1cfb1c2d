import type { Bytes } from "./bytes.js";
import type { InviteId } from "./inviteId.js";
import type { MemberId } from "./memberId.js";
import type { Role } from "./role.js";
import type { SessionId } from "./sessionId.js";
import type { VerifyingKey } from "./verifyingKey.js";
import type { WrapPublicKey } from "./wrapKey.js";

/** Something that a device signed about who belongs to a session. FORMATS.md §7. */
export type Statement = Genesis | Join | Move | Compared | HostStatement;

/** A statement by a host, at a numbered place in the log. */
export type HostStatement = Change | Invite | Knock | Admit | Revoke | Freeze | End;

export type StatementType = Statement["type"];

/** The head of a channel and the running hash at it. */
export interface ChannelHead {
  readonly channel: number;
  readonly head: number;
  readonly hash: Bytes;
}

/** The newest ledger checkpoint that a signer has verified; size 0 and H("") before the first. */
export interface TreeHead {
  readonly size: number;
  readonly root: Bytes;
}

/** What every host statement carries: its place in the log, and what its signer has verified. */
export interface Act {
  readonly sid: SessionId;
  readonly by: MemberId;
  /** Number of this host statement: genesis is 0. */
  readonly n: number;
  /** The log hash before this entry. */
  readonly prev: Bytes;
  /** Ascending by channel. */
  readonly heads: readonly ChannelHead[];
  readonly checkpoint: TreeHead;
}

export interface Genesis {
  readonly type: "genesis";
  readonly sid: SessionId;
  readonly salt: Bytes;
  readonly signingKey: VerifyingKey;
  readonly wrapKey: WrapPublicKey;
  readonly origin: string;
  readonly ledgerKey: VerifyingKey;
  readonly challenge: string;
}

/** A new epoch key: its number, the commitment to it, and who gets a wrap. */
export interface NewEpoch {
  readonly number: number;
  readonly commitment: Bytes;
  readonly members: readonly MemberId[];
  readonly invites: readonly InviteId[];
}

export interface RoleChange {
  readonly mid: MemberId;
  readonly role: Role;
}

export interface Change extends Act {
  readonly type: "change";
  readonly epoch: NewEpoch | null;
  readonly removed: readonly MemberId[];
  readonly roles: readonly RoleChange[];
  readonly revoked: readonly InviteId[];
  /** Ascending by channel; a channel that is not listed closes at head 0. */
  readonly closing: readonly ChannelHead[];
}

export interface Invite extends Act {
  readonly type: "invite";
  readonly iid: InviteId;
  readonly signingKey: VerifyingKey;
  readonly wrapKey: WrapPublicKey;
  readonly role: Role;
  /** Seconds since 1970. */
  readonly exp: number;
  readonly uses: number;
  readonly approval: boolean;
  /** Hash of the sealed label. */
  readonly label: Bytes;
  /** Hash of the sealed preview. */
  readonly preview: Bytes;
}

/** The pair `member~join`: the invite key and the joiner's device key over one payload. */
export interface Join {
  readonly type: "join";
  readonly sid: SessionId;
  readonly iid: InviteId;
  /** Hash of the newest statement of the invite. */
  readonly invite: Bytes;
  readonly role: Role;
  readonly signingKey: VerifyingKey;
  readonly wrapKey: WrapPublicKey;
  readonly origin: string;
  readonly challenge: string;
  /** Sealed to the inviting host. */
  readonly name: Bytes;
}

export interface Knock extends Act {
  readonly type: "knock";
  readonly iid: InviteId;
  /** Hash of the `member~join` entry. */
  readonly member: Bytes;
  readonly nonce: Bytes;
}

export interface Admit extends Act {
  readonly type: "admit";
  readonly iid: InviteId;
  /** Hash of the `member~join` entry. */
  readonly member: Bytes;
  readonly role: Role;
}

export interface Revoke extends Act {
  readonly type: "revoke";
  readonly invites: readonly InviteId[];
}

/** The pair `move~moved`: the old and the new device key over one payload. */
export interface Move {
  readonly type: "move";
  readonly sid: SessionId;
  /** The old device. */
  readonly mid: MemberId;
  /** The keys of the new device. */
  readonly signingKey: VerifyingKey;
  readonly wrapKey: WrapPublicKey;
  readonly origin: string;
  readonly challenge: string;
}

/** While a session is frozen, only hosts write. */
export interface Freeze extends Act {
  readonly type: "freeze";
  readonly on: boolean;
  /** As in a {@link Change}. */
  readonly closing: readonly ChannelHead[];
}

/** `by` has compared the emoji with the device `mid`. */
export interface Compared {
  readonly type: "compared";
  readonly sid: SessionId;
  readonly by: MemberId;
  /** Numbers what `by` said of this kind from 1 on, so that nothing can be repeated later. */
  readonly n: number;
  readonly mid: MemberId;
  /** Hash of the entry by which `mid` came in. */
  readonly member: Bytes;
  /** Whether the emoji were the same on both devices. */
  readonly match: boolean;
}

export interface End extends Act {
  readonly type: "end";
}

export function isHostStatement(statement: Statement): statement is HostStatement {
  return "prev" in statement;
}
