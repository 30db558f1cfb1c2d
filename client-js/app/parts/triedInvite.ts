import type { InviteInfo } from "../../src/index.js";
import { clockTime } from "../../src/elements/times.js";

/** What a host should know of refused tries to join by an invite; "" while there were none. */
export function warningOf(info: InviteInfo, now: Date): string {
  const { failed, lockedUntil, name, state } = info;
  const invite = name === null ? "an invite" : `the invite for ${name}`;
  if (lockedUntil !== null) {
    return (
      `Too many tries to join with ${invite} failed: it is locked until ` +
      `${clockTime(lockedUntil, now)}. Somebody else may have the link.`
    );
  }
  if (failed === 0) {
    return "";
  }
  if (state === "used") {
    const tries = failed === 1 ? "" : ` (${String(failed)} tries)`;
    return (
      `Somebody tried to join with ${invite} after it was used${tries}. If that was not ` +
      `${name ?? "the same person"} on another device, somebody else has the link.`
    );
  }
  return failed === 1
    ? `A try to join with ${invite} was refused. Somebody else may have the link.`
    : `${String(failed)} tries to join with ${invite} were refused. Somebody else may have the link.`;
}
