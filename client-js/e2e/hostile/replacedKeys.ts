import { parseEntry } from "../../src/statementEntry.js";
import { type Answer, type Asked, isCall, madeUp, readJson } from "./lie.js";

/**
 * Whether a host's client asks to replace the key, as it does by itself after each use of a link,
 * and for nothing else.
 */
export function isForANewKeyAlone(asked: Asked): boolean {
  if (!isCall(asked, "POST", /\/statements$/)) {
    return false;
  }
  const { statement } = parseEntry(String(readJson(asked).statement));
  return (
    statement.type === "change" &&
    statement.epoch !== null &&
    [statement.removed, statement.roles, statement.revoked].every((list) => list.length === 0)
  );
}

/** The answer of a broker that will not have it. */
export function noNewKey(): Answer {
  return madeUp(507, { code: "session_storage_full", detail: "Full.", status: 507 });
}
