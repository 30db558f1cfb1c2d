import { type Bytes, equalBytes } from "./bytes.js";
import type { InviteId } from "./inviteId.js";
import type { MemberId } from "./memberId.js";
import type { Role } from "./role.js";
import type { Invite } from "./statement.js";
import type { VerifyingKey } from "./verifyingKey.js";
import type { WrapPublicKey } from "./wrapKey.js";

/** One invite as its newest statement has it. */
export interface RosterInvite {
  readonly id: InviteId;
  readonly signingKey: VerifyingKey;
  readonly wrapKey: WrapPublicKey;
  readonly role: Role;
  /** Seconds since 1970; for whoever has a clock. */
  readonly exp: number;
  readonly uses: number;
  /** The joins that took a use and were not declined. */
  readonly used: number;
  readonly approval: boolean;
  readonly revoked: boolean;
  /** The device that made it, which alone can read its label. */
  readonly by: MemberId;
  /** Hash of its newest statement. */
  readonly statementHash: Bytes;
  /** Position of its newest statement. */
  readonly entry: number;
  /** Hash of the sealed label. */
  readonly label: Bytes;
  /** Hash of the sealed preview. */
  readonly preview: Bytes;
}

/** The invite as a statement has it, the first one or one that extends `earlier`. */
export function stated(
  statement: Invite,
  entry: number,
  statementHash: Bytes,
  earlier?: RosterInvite,
): RosterInvite {
  return {
    id: statement.iid,
    signingKey: statement.signingKey,
    wrapKey: statement.wrapKey,
    role: statement.role,
    exp: statement.exp,
    uses: statement.uses,
    used: earlier?.used ?? 0,
    approval: statement.approval,
    revoked: false,
    by: earlier?.by ?? statement.by,
    statementHash,
    entry,
    label: statement.label,
    preview: statement.preview,
  };
}

/** Whether an extension leaves alone what joiners relied on. */
export function agreesWith(invite: RosterInvite, statement: Invite): boolean {
  return (
    equalBytes(invite.signingKey, statement.signingKey) &&
    equalBytes(invite.wrapKey, statement.wrapKey) &&
    invite.role === statement.role &&
    invite.approval === statement.approval
  );
}

export function isUsedUp(invite: RosterInvite): boolean {
  return invite.used >= invite.uses;
}

/** Whether a new epoch key may be wrapped to it, as far as the log tells. */
export function mayBeWrappedTo(invite: RosterInvite): boolean {
  return !invite.revoked && !invite.approval && !isUsedUp(invite) && invite.role !== "auditor";
}
