import { actsOf, isEntryFor, type StatedAct } from "./acts.js";
import { equalBytes, type Bytes } from "./bytes.js";
import type { LedgerEntry } from "./ledgerEntry.js";
import type { Roster } from "./roster.js";
import { hashEntry, type StatementEntry } from "./statementEntry.js";

/** What the ledger must say of one statement: one entry for each act, next to each other. */
export interface StatedEntries {
  /** Hash of the statement. */
  readonly statement: Bytes;
  /** Its position in the statement log. */
  readonly log: number;
  readonly acts: readonly StatedAct[];
}

/** Of a statement that folds onto the roster before it. */
export async function statedBy(before: Roster, entry: StatementEntry): Promise<StatedEntries> {
  return {
    statement: await hashEntry(entry.text),
    log: before.size,
    acts: await actsOf(before, entry),
  };
}

/** Whether the entry is the one for this act of the statement. */
export function isEntryOf(
  entry: LedgerEntry,
  { statement, log }: Pick<StatedEntries, "statement" | "log">,
  act: StatedAct,
): boolean {
  return (
    entry.statement !== null &&
    equalBytes(entry.statement, statement) &&
    entry.log === log &&
    isEntryFor(act, entry)
  );
}
