import type { SessionId } from "./sessionId.js";

/** Where a device keeps what it knows of a session's ledger. */
export function ledgerPrefix(sid: SessionId): string {
  return `ledger/${sid}/`;
}
