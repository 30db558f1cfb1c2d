import { equalBytes } from "./bytes.js";
import { deriveInviteId, type InviteId } from "./inviteId.js";
import { deriveMemberId, type MemberId } from "./memberId.js";
import { type PublicKeys } from "./publicKeys.js";
import { Roster } from "./roster.js";
import { type SessionId } from "./sessionId.js";
import { type Genesis, type Invite } from "./statement.js";
import {
  hashEntry,
  isCountersignedBy,
  isSignedBy,
  parseEntry,
  type StatementEntry,
} from "./statementEntry.js";
import { StatementError } from "./statementError.js";

/** What a link alone proves of an invite, before anything is joined. */
export interface ProvenInvite {
  readonly genesis: Genesis;
  readonly statement: Invite;
  readonly entry: string;
  /** The host that signed it. */
  readonly inviter: PublicKeys;
}

/**
 * Checks the statement of an invite under the key that the session ID pins: the chain begins with
 * genesis and goes on, for every further host that it takes, with the invite by which that host
 * came in and the entry by which it did. That nothing of it was revoked since, only the whole log
 * says. PROTOCOL.md §3.
 *
 * @throws {FormatError | StatementError} If it does not hold.
 */
export async function proveInvite(
  sid: SessionId,
  chain: readonly string[],
  entry: string,
): Promise<ProvenInvite> {
  const [first = "", ...rest] = chain;
  const genesis = parseEntry(first);
  await Roster.begin(sid).apply(genesis);
  if (genesis.statement.type !== "genesis") {
    throw new StatementError("out_of_place");
  }
  const hosts = new Map<MemberId, PublicKeys>();
  hosts.set(await deriveMemberId(genesis.statement.signingKey), genesis.statement);
  const invites = new Map<InviteId, { readonly statement: Invite; readonly entry: string }>();
  for (const text of rest) {
    const link = parseEntry(text);
    if (link.statement.type === "join") {
      await addHost(link, invites, hosts);
    } else {
      const statement = await requireInvite(link, sid, hosts);
      invites.set(statement.iid, { statement, entry: text });
    }
  }
  const statement = await requireInvite(parseEntry(entry), sid, hosts);
  const inviter = hosts.get(statement.by);
  if (inviter === undefined) {
    throw new StatementError("not_host");
  }
  return { genesis: genesis.statement, statement, entry, inviter };
}

async function requireInvite(
  entry: StatementEntry,
  sid: SessionId,
  hosts: ReadonlyMap<MemberId, PublicKeys>,
): Promise<Invite> {
  const { statement } = entry;
  if (statement.type !== "invite") {
    throw new StatementError("out_of_place");
  }
  if (statement.sid !== sid) {
    throw new StatementError("foreign_session");
  }
  const host = hosts.get(statement.by);
  if (host === undefined) {
    throw new StatementError("not_host");
  }
  if (!(await isSignedBy(entry, statement.by, host.signingKey))) {
    throw new StatementError("bad_signature");
  }
  if (statement.iid !== (await deriveInviteId(statement.signingKey))) {
    throw new StatementError("invite_id");
  }
  return statement;
}

/** A member that came in by an invite with role host, without a host's further consent. */
async function addHost(
  entry: StatementEntry,
  invites: ReadonlyMap<InviteId, { readonly statement: Invite; readonly entry: string }>,
  hosts: Map<MemberId, PublicKeys>,
): Promise<void> {
  const { statement } = entry;
  const invite = statement.type === "join" ? invites.get(statement.iid) : undefined;
  if (statement.type !== "join" || invite === undefined) {
    throw new StatementError("unknown_invite");
  }
  const mid = await deriveMemberId(statement.signingKey);
  if (
    !(await isSignedBy(entry, statement.iid, invite.statement.signingKey)) ||
    !(await isCountersignedBy(entry, mid, statement.signingKey))
  ) {
    throw new StatementError("bad_signature");
  }
  if (!equalBytes(statement.invite, await hashEntry(invite.entry))) {
    throw new StatementError("invite_changed");
  }
  if (invite.statement.role !== "host" || statement.role !== "host" || invite.statement.approval) {
    throw new StatementError("not_host");
  }
  hosts.set(mid, statement);
}
