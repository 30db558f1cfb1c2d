import { deriveInviteId, type InviteId } from "./inviteId.js";
import { agreesWith, stated } from "./rosterInvite.js";
import { type Draft, lineOf } from "./rosterState.js";
import type { Invite } from "./statement.js";
import { requirePresent, requireRule } from "./statementError.js";

// How an invite is made, extended and taken back.

export async function foldInvite(draft: Draft, statement: Invite): Promise<void> {
  requireRule((await deriveInviteId(statement.signingKey)) === statement.iid, "invite_id");
  const known = draft.invites.get(statement.iid);
  if (known !== undefined) {
    requireRule(!known.revoked, "invite_revoked");
    const sameLine = lineOf(draft, known.by) === lineOf(draft, statement.by);
    requireRule(sameLine && agreesWith(known, statement), "invite_differs");
  }
  draft.invites.set(statement.iid, stated(statement, draft.entry, draft.entryHash, known));
}

export function foldRevoke(draft: Draft, invites: readonly InviteId[]): void {
  for (const id of invites) {
    const invite = requirePresent(draft.invites.get(id), "unknown_invite");
    draft.invites.set(id, { ...invite, revoked: true });
  }
}
