import { Roster } from "../src/roster.js";
import { parseSessionId } from "../src/sessionId.js";
import { parseEntry } from "../src/statementEntry.js";

/** A statement log as vectors hold it. */
export interface Log {
  readonly sid: string;
  readonly entries: readonly string[];
}

export async function foldLog({ sid, entries }: Log): Promise<Roster> {
  let roster = Roster.begin(parseSessionId(sid));
  for (const entry of entries) {
    roster = await roster.apply(parseEntry(entry));
  }
  return roster;
}
