import { FormatError } from "./formatError.js";

/**
 * Who can have done it: the member who signed the statement, a member whom the broker saw, one who
 * is no member, the broker itself, the operator or the broker in the operator's name, or the operator
 * alone, by a command.
 */
type Actor = "signer" | "member" | "anyone" | "broker" | "operator" | "command";

/** What it was done to. */
type Subject = "nothing" | "member" | "invite" | "epoch";

const TYPES = {
  "session.created": ["signer", "nothing"],
  "session.changed": ["signer", "nothing"],
  "session.frozen": ["signer", "nothing"],
  "session.unfrozen": ["signer", "nothing"],
  "session.ended": ["signer", "nothing"],
  "invite.created": ["signer", "invite"],
  "invite.extended": ["signer", "invite"],
  "invite.revoked": ["signer", "invite"],
  "member.joined": ["signer", "invite"],
  "member.knocked": ["signer", "invite"],
  "member.knock_answered": ["signer", "member"],
  "member.admitted": ["signer", "member"],
  "member.declined": ["signer", "member"],
  "member.removed": ["signer", "member"],
  "member.role_changed": ["signer", "member"],
  "member.moved": ["signer", "member"],
  "member.compared": ["signer", "member"],
  "epoch.changed": ["signer", "epoch"],
  "invite.opened": ["anyone", "invite"],
  "invite.refused": ["anyone", "invite"],
  "invite.locked": ["broker", "invite"],
  "member.connected": ["member", "nothing"],
  "member.disconnected": ["member", "nothing"],
  "member.limited": ["member", "nothing"],
  "epoch.confirmed": ["member", "epoch"],
  "ledger.read": ["member", "nothing"],
  "ledger.exported": ["member", "nothing"],
  "details.erased": ["operator", "nothing"],
  "operator.read": ["command", "nothing"],
  "operator.exported": ["command", "member"],
  "operator.erased": ["command", "member"],
} as const satisfies Readonly<Record<string, readonly [Actor, Subject]>>;

/** What an entry of a ledger is about. FORMATS.md §11.1. */
export type LedgerEntryType = keyof typeof TYPES;

/** All of them; first those that follow from a statement. */
export const LEDGER_ENTRY_TYPES = Object.keys(TYPES) as readonly LedgerEntryType[];

/** @throws {FormatError} On anything but one of the names. */
export function parseLedgerEntryType(text: string): LedgerEntryType {
  if (!Object.hasOwn(TYPES, text)) {
    throw new FormatError("ledger entry: unknown type");
  }
  return text as LedgerEntryType;
}

/** Whether such an act follows from a statement, which then proves it. */
export function isByStatement(type: LedgerEntryType): boolean {
  return actorOf(type) === "signer";
}

/** Whether a member did it, and not the broker or somebody unknown. */
export function isByMember(type: LedgerEntryType): boolean {
  return isByStatement(type) || actorOf(type) === "member";
}

export function actorOf(type: LedgerEntryType): Actor {
  return TYPES[type][0];
}

export function subjectOf(type: LedgerEntryType): Subject {
  return TYPES[type][1];
}
