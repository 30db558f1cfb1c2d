import { equalBytes } from "./bytes.js";
import { deriveMemberId } from "./memberId.js";
import { confirmed, isHost, roleDuring, tenureSince } from "./rosterMember.js";
import type { Draft } from "./rosterState.js";
import { deriveSessionId } from "./sessionId.js";
import type { Genesis, HostStatement } from "./statement.js";
import { isSignedBy, type StatementEntry } from "./statementEntry.js";
import { requirePresent, requireRule, StatementError } from "./statementError.js";

// Who may speak as a host, and when: a chain that begins at the key that the session ID pins.

export async function foldGenesis(
  draft: Draft,
  entry: StatementEntry,
  genesis: Genesis,
): Promise<void> {
  const { signingKey, wrapKey, salt } = genesis;
  requireRule((await deriveSessionId(signingKey, salt)) === draft.sid, "session_not_pinned");
  const id = await deriveMemberId(signingKey);
  requireRule(await isSignedBy(entry, id, signingKey), "bad_signature");
  draft.genesis = genesis;
  draft.pinnedHost = id;
  draft.members.set(id, {
    id,
    signingKey,
    wrapKey,
    role: "host",
    standing: "confirmed",
    invite: undefined,
    line: id,
    entry: draft.entry,
    entryHash: draft.entryHash,
    sealedName: undefined,
    knock: undefined,
    tenures: [tenureSince(draft.entry, "host")],
  });
  draft.hostChain = draft.hostChain.plus(draft.entry, draft.logHash, draft.entryHash);
}

/** What every host statement must keep, and that it confirms the members whom it covers. */
export async function acceptHostStatement(
  draft: Draft,
  entry: StatementEntry,
  statement: HostStatement,
): Promise<void> {
  if (!equalBytes(statement.prev, draft.logHash)) {
    throw await outOfOrder(draft, entry, statement);
  }
  const signer = requirePresent(draft.members.get(statement.by), "not_host");
  requireRule(isHost(signer), "not_host");
  requireRule(await isSignedBy(entry, signer.id, signer.signingKey), "bad_signature");
  requireRule(statement.n === draft.hostChain.next, "wrong_number");
  for (const member of draft.members.values()) {
    draft.members.set(member.id, confirmed(member));
  }
  draft.hostChain = draft.hostChain.plus(draft.entry, statement.prev, draft.entryHash);
}

async function outOfOrder(
  draft: Draft,
  entry: StatementEntry,
  statement: HostStatement,
): Promise<StatementError> {
  const rival = draft.hostChain.rivalOf(statement, draft.entryHash);
  return rival !== undefined && (await wasSignedByHost(draft, entry, statement, rival))
    ? new StatementError("fork", rival)
    : new StatementError("not_current");
}

async function wasSignedByHost(
  draft: Draft,
  entry: StatementEntry,
  statement: HostStatement,
  position: number,
): Promise<boolean> {
  const signer = draft.members.get(statement.by);
  return (
    signer !== undefined &&
    roleDuring(signer, position - 1, position) === "host" &&
    isSignedBy(entry, signer.id, signer.signingKey)
  );
}
