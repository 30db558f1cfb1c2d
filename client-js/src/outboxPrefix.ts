import type { SessionId } from "./sessionId.js";

/** Where the writes of a session lie. */
export function outboxPrefix(sid: SessionId): string {
  return `outbox/${sid}/`;
}
