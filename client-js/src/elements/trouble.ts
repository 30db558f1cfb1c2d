import { BrokerError } from "../index.js";

/** What failed, and when, in milliseconds since 1970. */
export interface Trouble {
  readonly error: unknown;
  readonly at: number;
}

const DEFAULT_PAUSE_MS = 30_000;

export function troubleOf(error: unknown): Trouble {
  return { error, at: Date.now() };
}

/** When the broker takes the call again; null if it is not for its limits that it failed. */
export function pausedUntil({ error, at }: Trouble): number | null {
  return error instanceof BrokerError && error.code === "rate_limited"
    ? at + (error.retryAfterMs ?? DEFAULT_PAUSE_MS)
    : null;
}
