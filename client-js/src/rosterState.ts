import { type Bytes } from "./bytes.js";
import { type InviteId } from "./inviteId.js";
import { type MemberId } from "./memberId.js";
import { type Role } from "./role.js";
import { type ChannelHead } from "./statement.js";
import { type VerifyingKey } from "./verifyingKey.js";
import { type WrapPublicKey } from "./wrapKey.js";

/**
 * How far a member has come: *new* until a later host statement covers its entry, *pending* until
 * a host admits it, *surplus* if the uses of its invite were spent before it.
 */
export type Standing = "new" | "confirmed" | "pending" | "surplus" | "removed";

export interface RosterMember {
  readonly mid: MemberId;
  readonly signingKey: VerifyingKey;
  readonly wrapKey: WrapPublicKey;
  readonly role: Role;
  readonly standing: Standing;
  /** The invite by which the member, or the device it moved from, came in; the first host has none. */
  readonly invite?: InviteId;
  /** The device that this one took over from. */
  readonly movedFrom?: MemberId;
  /** Position in the log of the entry that brought it in. */
  readonly entry: number;
  readonly entryHash: Bytes;
  /** What it calls itself, sealed to the inviting host. */
  readonly sealedName?: Bytes;
  /** The nonce of the host's `knock`, once there is one. */
  readonly knock?: Bytes;
}

export interface RosterInvite {
  readonly iid: InviteId;
  readonly signingKey: VerifyingKey;
  readonly wrapKey: WrapPublicKey;
  readonly role: Role;
  /** Seconds since 1970. */
  readonly exp: number;
  readonly uses: number;
  readonly used: number;
  readonly approval: boolean;
  readonly revoked: boolean;
  /** The host that made it, who alone can read its label. */
  readonly by: MemberId;
  /** Hash of its newest statement. */
  readonly statementHash: Bytes;
  /** Position in the log of its newest statement. */
  readonly entry: number;
  readonly label: Bytes;
  readonly preview: Bytes;
}

export interface RosterEpoch {
  readonly number: number;
  readonly commitment: Bytes;
  readonly members: ReadonlySet<MemberId>;
  readonly invites: ReadonlySet<InviteId>;
  /** Where the channels stood when it began: the closing heads of the epoch before. */
  readonly closing: readonly ChannelHead[];
}
