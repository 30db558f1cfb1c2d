import { foldChange, foldFreeze } from "./changeRules.js";
import { foldCompared } from "./comparisonRules.js";
import { acceptHostStatement, foldGenesis } from "./hostRules.js";
import { foldInvite, foldRevoke } from "./inviteRules.js";
import { foldAdmit, foldJoin, foldKnock, foldMove } from "./memberRules.js";
import { type Draft, draftAfter, type RosterState } from "./rosterState.js";
import { isHostStatement, type Statement } from "./statement.js";
import { hashEntry, type StatementEntry } from "./statementEntry.js";
import { requireRule } from "./statementError.js";
import { nextLogHash } from "./statementLog.js";

/** One step of the fold: the rules that hold for every entry, then those of its kind. */
export async function fold(state: RosterState, entry: StatementEntry): Promise<RosterState> {
  const { statement, text } = entry;
  const draft = draftAfter(state, await hashEntry(text));
  requireRule(!draft.ended, "ended");
  requireRule(statement.sid === draft.sid, "foreign_session");
  requireRule(isInPlace(statement, draft.entry), "out_of_place");
  if (isHostStatement(statement)) {
    await acceptHostStatement(draft, entry, statement);
  }
  await foldStatement(draft, entry);
  const logHash = await nextLogHash(draft.sid, draft.logHash, text);
  return { ...draft, logHash, logHashes: [...draft.logHashes, logHash] };
}

function isInPlace(statement: Statement, position: number): boolean {
  switch (position) {
    case 0:
      return statement.type === "genesis";
    case 1:
      return statement.type === "change";
    default:
      return statement.type !== "genesis";
  }
}

async function foldStatement(draft: Draft, entry: StatementEntry): Promise<void> {
  const { statement } = entry;
  switch (statement.type) {
    case "genesis":
      await foldGenesis(draft, entry, statement);
      break;
    case "change":
      foldChange(draft, statement);
      break;
    case "invite":
      await foldInvite(draft, statement);
      break;
    case "revoke":
      foldRevoke(draft, statement.invites);
      break;
    case "join":
      await foldJoin(draft, entry, statement);
      break;
    case "knock":
      foldKnock(draft, statement);
      break;
    case "admit":
      foldAdmit(draft, statement);
      break;
    case "move":
      await foldMove(draft, entry, statement);
      break;
    case "freeze":
      foldFreeze(draft, statement);
      break;
    case "compared":
      await foldCompared(draft, entry, statement);
      break;
    case "end":
      draft.ended = true;
      break;
  }
}
