import type { CloseInfo } from "../session.js";

/** What a lost connection has in a browser. */
const ABNORMAL = 1006;

// The broker's codes where it has one; those of y-websocket mean permanent from 4400 to 4499.
const CODES: Readonly<Record<CloseInfo["reason"], number>> = {
  dishonest_broker: 4400,
  removed: 4403,
  not_found: 4404,
  ended: 4410,
  left: 4410,
  moved: 4410,
};

/** No session came of the promise for it. */
export const NO_SESSION = 4401;

export function connectionLost(): CloseEvent {
  return closeEvent(ABNORMAL, "");
}

export function sessionClosed({ reason, message }: CloseInfo): CloseEvent {
  return closeEvent(CODES[reason], message);
}

/** Node.js 20 has no CloseEvent. */
export function closeEvent(code: number, reason: string): CloseEvent {
  const wasClean = code !== ABNORMAL;
  return Object.assign(new Event("close"), { code, reason, wasClean });
}

export function errorEvent(error: unknown): Event {
  return Object.assign(new Event("error"), { error });
}

/** The answer of y-websocket 3.1.0: 4400 to 4499 is for ever, everything else may pass. */
export function mayReconnect({ code }: CloseEvent): boolean {
  return !(code >= 4400 && code < 4500);
}
