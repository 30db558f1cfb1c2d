import { type Bytes, equalBytes } from "./bytes.js";
import { deriveInviteId, type InviteId } from "./inviteId.js";
import { deriveMemberId, type MemberId } from "./memberId.js";
import type { PublicKeys } from "./publicKeys.js";
import type { Role } from "./role.js";
import { Roster } from "./roster.js";
import type { SessionId } from "./sessionId.js";
import type { Admit, Change, Genesis, Invite, Join, Move } from "./statement.js";
import {
  hashEntry,
  isCountersignedBy,
  isSignedBy,
  parseEntry,
  type StatementEntry,
} from "./statementEntry.js";
import { requirePresent, requireRule, StatementError } from "./statementError.js";

/** What a link alone proves of an invite, before anything is joined. */
export interface ProvenInvite {
  readonly genesis: Genesis;
  readonly statement: Invite;
  readonly entry: string;
  /** The host that signed it. */
  readonly inviter: PublicKeys;
}

/** A member as the chain shows it. */
interface ShownMember {
  readonly keys: PublicKeys;
  readonly role: Role;
  readonly entryHash: Bytes;
  /** Came in by an invite that needs approval, and is not admitted yet. */
  readonly pending: boolean;
}

interface ShownInvite {
  readonly statement: Invite;
  readonly entryHash: Bytes;
}

/**
 * Checks the statement of an invite under the key that the session ID pins: the chain begins with
 * genesis and goes on, in the order of the log, with what brought in every further host that it
 * takes. That nothing of it was revoked since, only the whole log says. PROTOCOL.md §3.
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
  const shown = await ShownMembers.after(sid, genesis.statement, await hashEntry(first));
  for (const text of rest) {
    await shown.take(parseEntry(text));
  }
  const last = parseEntry(entry);
  if (last.statement.type !== "invite") {
    throw new StatementError("out_of_place");
  }
  const inviter = await shown.takeInvite(last, last.statement);
  return { genesis: genesis.statement, statement: last.statement, entry, inviter };
}

/** Those whom a chain shows, with the roles that hosts gave them. */
class ShownMembers {
  readonly #sid: SessionId;
  readonly #members = new Map<MemberId, ShownMember>();
  readonly #invites = new Map<InviteId, ShownInvite>();

  constructor(sid: SessionId) {
    this.#sid = sid;
  }

  static async after(sid: SessionId, keys: Genesis, entryHash: Bytes): Promise<ShownMembers> {
    const shown = new ShownMembers(sid);
    const host = { keys, role: "host", entryHash, pending: false } as const;
    shown.#members.set(await deriveMemberId(keys.signingKey), host);
    return shown;
  }

  async take(entry: StatementEntry): Promise<void> {
    const { statement } = entry;
    if (statement.sid !== this.#sid) {
      throw new StatementError("foreign_session");
    }
    switch (statement.type) {
      case "invite":
        await this.takeInvite(entry, statement);
        break;
      case "join":
        await this.#takeJoin(entry, statement);
        break;
      case "admit":
        await this.#takeAdmit(entry, statement);
        break;
      case "change":
        await this.#takeChange(entry, statement);
        break;
      case "move":
        await this.#takeMove(entry, statement);
        break;
      default:
        throw new StatementError("out_of_place");
    }
  }

  /** Returns the keys of the host that signed it. */
  async takeInvite(entry: StatementEntry, statement: Invite): Promise<PublicKeys> {
    if (statement.sid !== this.#sid) {
      throw new StatementError("foreign_session");
    }
    const { keys } = await this.#requireHost(entry, statement.by);
    if (statement.iid !== (await deriveInviteId(statement.signingKey))) {
      throw new StatementError("invite_id");
    }
    const entryHash = await hashEntry(entry.text);
    this.#invites.set(statement.iid, { statement, entryHash });
    return keys;
  }

  async #takeJoin(entry: StatementEntry, join: Join): Promise<void> {
    const invite = requirePresent(this.#invites.get(join.iid), "unknown_invite");
    const { signingKey, role, approval } = invite.statement;
    const id = await deriveMemberId(join.signingKey);
    requireRule(await isSignedBy(entry, join.iid, signingKey), "bad_signature");
    requireRule(await isCountersignedBy(entry, id, join.signingKey), "bad_signature");
    requireRule(equalBytes(join.invite, invite.entryHash), "invite_changed");
    requireRule(join.role === role, "role_mismatch");
    const entryHash = await hashEntry(entry.text);
    this.#members.set(id, { keys: join, role, entryHash, pending: approval });
  }

  async #takeAdmit(entry: StatementEntry, admit: Admit): Promise<void> {
    await this.#requireHost(entry, admit.by);
    for (const [id, member] of this.#members) {
      if (member.pending && equalBytes(member.entryHash, admit.member)) {
        requireRule(admit.role === member.role, "role_mismatch");
        this.#members.set(id, { ...member, pending: false });
        return;
      }
    }
    throw new StatementError("not_pending");
  }

  async #takeChange(entry: StatementEntry, change: Change): Promise<void> {
    await this.#requireHost(entry, change.by);
    for (const { mid, role } of change.roles) {
      const member = this.#members.get(mid);
      if (member?.pending === false) {
        this.#members.set(mid, { ...member, role });
      }
    }
  }

  async #takeMove(entry: StatementEntry, move: Move): Promise<void> {
    const old = requirePresent(this.#members.get(move.mid), "unknown_member");
    const id = await deriveMemberId(move.signingKey);
    requireRule(!old.pending, "not_active");
    requireRule(await isSignedBy(entry, move.mid, old.keys.signingKey), "bad_signature");
    requireRule(await isCountersignedBy(entry, id, move.signingKey), "bad_signature");
    const entryHash = await hashEntry(entry.text);
    this.#members.set(id, { keys: move, role: old.role, entryHash, pending: false });
  }

  async #requireHost(entry: StatementEntry, by: MemberId): Promise<ShownMember> {
    const host = this.#members.get(by);
    if (host?.role !== "host" || host.pending) {
      throw new StatementError("not_host");
    }
    requireRule(await isSignedBy(entry, by, host.keys.signingKey), "bad_signature");
    return host;
  }
}
