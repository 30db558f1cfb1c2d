import { deriveInviteId, type InviteId } from "../../src/inviteId.js";
import { type MemberId } from "../../src/memberId.js";
import { type SessionId } from "../../src/sessionId.js";
import { NO_CHECKPOINT } from "../../src/noCheckpoint.js";
import { Roster } from "../../src/roster.js";
import { type Genesis, type Invite, type Join, type Statement } from "../../src/statement.js";
import { hashEntry, parseEntry } from "../../src/statementEntry.js";
import { writeGenesis, writeHostStatement, writeJoin } from "../../src/statementWriter.js";
import { type Keys } from "./keys.js";

// Statements as a liar writes them: of the right form and at the right place, and signed with the
// only keys that it has. Ed25519 has no randomness, so that the same lie has the same text again.

export type Entries = readonly string[];

export async function foldAll(sid: SessionId, entries: Entries): Promise<Roster> {
  let roster = Roster.begin(sid);
  for (const entry of entries) {
    roster = await roster.apply(parseEntry(entry));
  }
  return roster;
}

export function read<T extends Statement["type"]>(
  type: T,
  entry: string,
): Extract<Statement, { readonly type: T }> {
  const { statement } = parseEntry(entry);
  if (statement.type !== type) {
    throw new Error(`no ${type}`);
  }
  return statement as Extract<Statement, { readonly type: T }>;
}

export function lastJoin(entries: Entries): string {
  return last("join", entries);
}

export function lastInvite(entries: Entries): string {
  return last("invite", entries);
}

function last(type: Statement["type"], entries: Entries): string {
  const found = entries.filter((entry) => parseEntry(entry).statement.type === type).at(-1);
  if (found === undefined) {
    throw new Error(`no ${type} in the log`);
  }
  return found;
}

/** The log with another genesis, which the liar signs. */
export async function withGenesis(
  [first = "", ...rest]: Entries,
  changed: Partial<Genesis>,
  { signingKey }: Keys,
): Promise<Entries> {
  const genesis = { ...read("genesis", first), ...changed };
  return [await writeGenesis(genesis, signingKey), ...rest];
}

/** The log with another last join, in which the liar signs for the invite and for the device. */
export async function withLastJoin(
  entries: Entries,
  changed: Partial<Join>,
  { signingKey }: Keys,
): Promise<Entries> {
  const last = lastJoin(entries);
  const join = await writeJoin({ ...read("join", last), ...changed }, signingKey, signingKey);
  return entries.map((entry) => (entry === last ? join : entry));
}

/** An invite that the liar signs, next in the log, with keys of its own unless others are given. */
export async function inviteBy(
  by: MemberId,
  entries: Entries,
  { signingKey, publicKeys }: Keys,
  changed: Partial<Invite> = {},
): Promise<{ readonly iid: InviteId; readonly entry: string }> {
  const { sid } = read("genesis", entries[0] ?? "");
  const roster = await foldAll(sid, entries);
  const like = read("invite", lastInvite(entries));
  const invite = { ...like, ...publicKeys, ...changed, ...roster.nextAct(by, [], NO_CHECKPOINT) };
  const iid = await deriveInviteId(invite.signingKey);
  return { iid, entry: await writeHostStatement({ ...invite, iid }, signingKey) };
}

/** A join by an invite, of a device with the liar's keys. */
export async function joinBy(
  iid: InviteId,
  inviteEntry: string,
  entries: Entries,
  { signingKey, publicKeys }: Keys,
): Promise<string> {
  const { sid, origin, challenge } = read("genesis", entries[0] ?? "");
  const { role } = read("invite", inviteEntry);
  const invite = await hashEntry(inviteEntry);
  const name = new Uint8Array(300);
  return writeJoin(
    { type: "join", sid, iid, invite, role, ...publicKeys, origin, challenge, name },
    signingKey,
    signingKey,
  );
}
