import { type Bytes, equalBytes } from "./bytes.js";
import type { InviteId } from "./inviteId.js";
import { deriveMemberId, type MemberId } from "./memberId.js";
import { isUsedUp, type RosterInvite } from "./rosterInvite.js";
import {
  admitted,
  isActive,
  removed,
  type RosterMember,
  type Standing,
  tenureSince,
} from "./rosterMember.js";
import type { Draft } from "./rosterState.js";
import type { Admit, Join, Knock, Move } from "./statement.js";
import { isCountersignedBy, isSignedBy, type StatementEntry } from "./statementEntry.js";
import { requirePresent, requireRule } from "./statementError.js";
import type { WrapPublicKey } from "./wrapKey.js";

// How a device comes in: by an invite, by a host who admits it, or in the place of another device.

/** The signatures come before everything that a refusal would tell about the invite. */
export async function foldJoin(draft: Draft, entry: StatementEntry, join: Join): Promise<void> {
  const { signingKey, wrapKey, role } = join;
  const invite = requirePresent(draft.invites.get(join.iid), "unknown_invite");
  const id = await deriveMemberId(signingKey);
  requireRule(await isSignedBy(entry, invite.id, invite.signingKey), "bad_signature");
  requireRule(await isCountersignedBy(entry, id, signingKey), "bad_signature");
  requireRule(!invite.revoked, "invite_revoked");
  requireRule(equalBytes(join.invite, invite.statementHash), "invite_changed");
  requireRule(role === invite.role, "role_mismatch");
  requireOrigin(draft, join.origin);
  requireNewKeys(draft, id, wrapKey);
  const standing = standingBy(invite);
  draft.members.set(id, {
    id,
    signingKey,
    wrapKey,
    role,
    standing,
    invite: invite.id,
    line: id,
    entry: draft.entry,
    entryHash: draft.entryHash,
    sealedName: join.name,
    knock: undefined,
    tenures: standing === "new" ? [tenureSince(draft.entry, role)] : [],
  });
  if (standing !== "surplus") {
    draft.invites.set(invite.id, { ...invite, used: invite.used + 1 });
  }
}

export function foldKnock(draft: Draft, knock: Knock): void {
  const member = requirePending(draft, knock.iid, knock.member);
  requireRule(member.knock === undefined, "knocked_already");
  draft.members.set(member.id, { ...member, knock: { by: knock.by, nonce: knock.nonce } });
}

export function foldAdmit(draft: Draft, admit: Admit): void {
  const member = requirePending(draft, admit.iid, admit.member);
  requireRule(admit.role === member.role, "role_mismatch");
  draft.members.set(member.id, admitted(member, draft.entry));
}

export async function foldMove(draft: Draft, entry: StatementEntry, move: Move): Promise<void> {
  const { signingKey, wrapKey } = move;
  const old = requirePresent(draft.members.get(move.mid), "unknown_member");
  requireRule(old.standing !== "removed", "unknown_member");
  const id = await deriveMemberId(signingKey);
  requireRule(await isSignedBy(entry, old.id, old.signingKey), "bad_signature");
  requireRule(await isCountersignedBy(entry, id, signingKey), "bad_signature");
  requireRule(isActive(old), "not_active");
  requireOrigin(draft, move.origin);
  requireNewKeys(draft, id, wrapKey);
  draft.members.set(old.id, removed(old, draft.entry));
  draft.members.set(id, {
    ...old,
    id,
    signingKey,
    wrapKey,
    standing: "new",
    entry: draft.entry,
    entryHash: draft.entryHash,
    tenures: [tenureSince(draft.entry, old.role)],
  });
  if (old.id === draft.pinnedHost) {
    draft.pinnedHost = id;
  }
}

function standingBy(invite: RosterInvite): Standing {
  if (isUsedUp(invite)) {
    return "surplus";
  }
  return invite.approval ? "pending" : "new";
}

function requirePending(draft: Draft, iid: InviteId, entryHash: Bytes): RosterMember {
  const found = [...draft.members.values()].find(
    (member) =>
      member.standing === "pending" &&
      member.invite === iid &&
      equalBytes(member.entryHash, entryHash),
  );
  return requirePresent(found, "not_pending");
}

function requireOrigin(draft: Draft, origin: string): void {
  requireRule(draft.genesis?.origin === origin, "foreign_origin");
}

/** Equal signing keys have equal IDs. */
function requireNewKeys(draft: Draft, id: MemberId, wrapKey: WrapPublicKey): void {
  const members = [...draft.members.values()];
  requireRule(
    !members.some((member) => member.id === id || equalBytes(member.wrapKey, wrapKey)),
    "key_in_roster",
  );
}
