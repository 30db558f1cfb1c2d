import { equalBytes } from "./bytes.js";
import { isActive } from "./rosterMember.js";
import type { Draft } from "./rosterState.js";
import type { Compared } from "./statement.js";
import { isSignedBy, type StatementEntry } from "./statementEntry.js";
import { requirePresent, requireRule } from "./statementError.js";

// How members say with whom they have compared the emoji. It gives nobody a right and takes none.

/** Bounds what one member can add to everybody's log. */
const MAX_BY_ONE = 64;

export async function foldCompared(
  draft: Draft,
  entry: StatementEntry,
  { by, n, mid, member, match }: Compared,
): Promise<void> {
  const signer = requirePresent(draft.members.get(by), "unknown_member");
  requireRule(signer.standing !== "removed", "unknown_member");
  requireRule(isActive(signer), "not_active");
  requireRule(await isSignedBy(entry, signer.id, signer.signingKey), "bad_signature");
  const made = draft.comparisons.get(by) ?? [];
  requireRule(n === made.length + 1, "wrong_number");
  const other = requirePresent(draft.members.get(mid), "unknown_member");
  requireRule(
    isActive(other) && other !== signer && equalBytes(other.entryHash, member),
    "unknown_member",
  );
  requireRule(n <= MAX_BY_ONE, "too_many_compared");
  draft.comparisons.set(by, [...made, { by, mid, match, entry: draft.entry }]);
}
