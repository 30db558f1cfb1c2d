import type { LedgerEntryInfo, LedgerEntryType } from "../../index.js";
import { type LedgerWords, ledgerWords } from "../../words/en/ledger.js";

/** What an entry is about, roughly. */
export type EventGroup = keyof LedgerWords["groups"];

export const GROUP_OF: Readonly<Record<LedgerEntryType, EventGroup>> = {
  "session.created": "session",
  "session.changed": "session",
  "session.frozen": "session",
  "session.unfrozen": "session",
  "session.ended": "session",
  "invite.created": "invites",
  "invite.extended": "invites",
  "invite.revoked": "invites",
  "invite.opened": "invites",
  "invite.refused": "invites",
  "invite.locked": "invites",
  "member.knocked": "members",
  "member.knock_answered": "members",
  "member.joined": "members",
  "member.admitted": "members",
  "member.declined": "members",
  "member.removed": "members",
  "member.role_changed": "members",
  "member.moved": "members",
  "member.compared": "members",
  "member.connected": "connections",
  "member.disconnected": "connections",
  "member.limited": "connections",
  "epoch.changed": "keys",
  "epoch.confirmed": "keys",
  "ledger.read": "ledger",
  "ledger.exported": "ledger",
  "details.erased": "ledger",
  "operator.read": "ledger",
  "operator.exported": "ledger",
  "operator.erased": "ledger",
};

/** "refused": somebody tried and did not get what they wanted, or something does not match. */
export type EntryResult = keyof LedgerWords["results"];

/** One word for what was refused or failed; null for what was done. */
export function failureOf({ type, outcome }: LedgerEntryInfo): string | null {
  switch (type) {
    case "invite.refused":
      return ledgerWords().failures.refused;
    case "invite.locked":
      return ledgerWords().failures.locked;
    case "member.limited":
      return ledgerWords().failures.limited;
    case "member.compared":
      return outcome === "mismatch" ? ledgerWords().failures.mismatch : null;
    default:
      return null;
  }
}
