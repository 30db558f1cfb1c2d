import type { ServerMessage } from "./serverMessage.js";

/** How a live connection ended. */
export interface LiveEnd {
  /** As PROTOCOL.md §9.3 says; 1006 if nothing was said. */
  readonly code: number;
  readonly retryAfterMs: number;
}

export const GONE: LiveEnd = { code: 1006, retryAfterMs: 0 };

/** What brings the broker's messages, in their order. */
export interface LiveCarrier {
  /** All that has come since the last call, at least one; undefined once that was all. */
  next(): Promise<readonly ServerMessage[] | undefined>;
  /** Why there is no more. */
  readonly end: LiveEnd;
  close(): void;
}
