import type { LedgerActor, LedgerEntryInfo, Member } from "../../src/index.js";

export const ANA = "AnaAnaAnaAnaAnaAnaAnaA";
export const BEN = "BenBenBenBenBenBenBenA";
export const INVITE = "inviteinviteinviteinvA";

export function by(id: string, name: string | null = null): LedgerActor {
  return { kind: "member", id, name };
}

/** An entry of somebody who looks at the invite for Ben, but for what is given. */
export function entry(parts: Partial<LedgerEntryInfo>): LedgerEntryInfo {
  return {
    index: 7,
    at: new Date(2026, 10, 30, 14, 30),
    type: "invite.opened",
    actor: { kind: "anyone" },
    object: INVITE,
    objectName: "Ben",
    outcome: "ok",
    count: 1,
    log: 3,
    network: null,
    browser: null,
    requestId: null,
    statement: null,
    ...parts,
  };
}

export function member(id: string, name: string, self = false): Member {
  return {
    id,
    name,
    role: "editor",
    self,
    inviteId: null,
    invitedBy: null,
    comparisons: [],
    confirmed: true,
  };
}
