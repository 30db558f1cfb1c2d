import { type Bytes } from "../src/bytes.js";
import { deriveInviteId, type InviteId } from "../src/inviteId.js";
import { deriveMemberId, type MemberId } from "../src/memberId.js";
import { NO_CHECKPOINT } from "../src/noCheckpoint.js";
import { Roster } from "../src/roster.js";
import { type RosterMember } from "../src/rosterMember.js";
import { deriveSessionId, type SessionId } from "../src/sessionId.js";
import { type SigningKey, signingKeyFromSeed } from "../src/signingKey.js";
import {
  type Act,
  type Compared,
  type Genesis,
  type HostStatement,
  type Join,
  type Move,
  type NewEpoch,
} from "../src/statement.js";
import { hashEntry, parseEntry } from "../src/statementEntry.js";
import { StatementError, type StatementReason } from "../src/statementError.js";
import {
  writeCompared,
  writeGenesis,
  writeHostStatement,
  writeJoin,
  pairOf,
  writeMove,
  writeMoved,
} from "../src/statementWriter.js";
import { type WrapPublicKey, wrapKeyFromSeed } from "../src/wrapKey.js";

type WithoutAct<S> = S extends Act ? Omit<S, keyof Act> : never;

/** What a host statement says, without its place in the log. */
export type Claims = WithoutAct<HostStatement>;

export type ClaimsOf<T extends Claims["type"]> = Extract<Claims, { readonly type: T }>;

interface Saying {
  readonly by?: Device;
  readonly act?: Partial<Act>;
  /** The key that signs, if it is another than that of the one who claims to. */
  readonly key?: SigningKey;
}

/** The key pairs of a device or of an invite, made of a number. */
export interface Keys {
  readonly key: SigningKey;
  readonly signingKey: Join["signingKey"];
  readonly wrapKey: WrapPublicKey;
}

export interface Device extends Keys {
  readonly mid: MemberId;
}

export interface InviteKeys extends Keys {
  readonly iid: InviteId;
}

export const ORIGIN = "https://broker.example";
export const CHALLENGE = "challenge-of-the-broker";
export const SALT = bytes(16, 1);

export function bytes(length: number, fill: number): Bytes {
  return new Uint8Array(length).fill(fill);
}

export async function aDevice(number: number): Promise<Device> {
  const keys = await keysOf(number, 1);
  return { ...keys, mid: await deriveMemberId(keys.signingKey) };
}

export async function inviteKeys(number: number): Promise<InviteKeys> {
  const keys = await keysOf(number, 2);
  return { ...keys, iid: await deriveInviteId(keys.signingKey) };
}

async function keysOf(number: number, purpose: number): Promise<Keys> {
  const seed = bytes(32, number);
  seed[0] = purpose;
  const key = await signingKeyFromSeed(seed);
  const { publicKey } = await wrapKeyFromSeed(seed);
  return { key, signingKey: key.publicKey, wrapKey: publicKey };
}

export function aChange(changed: Partial<ClaimsOf<"change">> = {}): ClaimsOf<"change"> {
  const nothing = { epoch: null, removed: [], roles: [], revoked: [], closing: [] };
  return { type: "change", ...nothing, ...changed };
}

/** The next key, for the host alone, and all that the removal of these members demands. */
export function aRemoval(log: SessionLog, leaving: readonly Device[]): ClaimsOf<"change"> {
  const revoked = log.roster.invites().filter(({ revoked }) => !revoked);
  return aChange({
    epoch: anEpoch(log.roster.epoch + 1, [log.host]),
    removed: leaving.map(({ mid }) => mid),
    revoked: revoked.map(({ id }) => id),
  });
}

export function anEpoch(
  number: number,
  members: readonly Device[],
  invites: readonly InviteKeys[] = [],
): NewEpoch {
  return {
    number,
    commitment: bytes(32, number),
    members: members.map(({ mid }) => mid),
    invites: invites.map(({ iid }) => iid),
  };
}

export function aFreeze(
  on = true,
  closing: ClaimsOf<"freeze">["closing"] = [],
): ClaimsOf<"freeze"> {
  return { type: "freeze", on, closing };
}

export function anInvite(
  { iid, signingKey, wrapKey }: InviteKeys,
  changed: Partial<ClaimsOf<"invite">> = {},
): ClaimsOf<"invite"> {
  return {
    type: "invite",
    iid,
    signingKey,
    wrapKey,
    role: "editor",
    exp: 1_800_000_000,
    uses: 1,
    approval: false,
    label: bytes(32, 4),
    preview: bytes(32, 5),
    ...changed,
  };
}

/** A session whose log a test writes, entry by entry, and whose roster is folded along. */
export class SessionLog {
  readonly host: Device;
  readonly sid: SessionId;
  readonly entries: string[] = [];
  roster: Roster;

  constructor(host: Device, sid: SessionId) {
    this.host = host;
    this.sid = sid;
    this.roster = Roster.begin(sid);
  }

  genesis(changed: Partial<Genesis> = {}, signer: Device = this.host): Promise<string> {
    const { signingKey, wrapKey } = this.host;
    const genesis: Genesis = {
      type: "genesis",
      sid: this.sid,
      salt: SALT,
      signingKey,
      wrapKey,
      origin: ORIGIN,
      ledgerKey: signingKey,
      challenge: CHALLENGE,
      ...changed,
    };
    return writeGenesis(genesis, signer.key);
  }

  /** What the host, or another who claims to be one, says next. */
  says(claims: Claims, { by = this.host, act = {}, key = by.key }: Saying = {}): Promise<string> {
    const next = this.roster.nextAct(by.mid, [], NO_CHECKPOINT);
    return writeHostStatement({ ...next, ...act, ...claims }, key);
  }

  /** One member says that it compared the emoji with another. */
  compares(
    by: Device,
    { mid }: Device,
    changed: Partial<Compared> = {},
    signer: Device = by,
  ): Promise<string> {
    const compared: Compared = {
      type: "compared",
      sid: this.sid,
      by: by.mid,
      n: this.roster.nextComparedNumber(by.mid),
      mid,
      member: this.roster.member(mid)?.entryHash ?? bytes(32, 0),
      match: true,
      ...changed,
    };
    return writeCompared(compared, signer.key);
  }

  /** Device joins by the invite as the roster has it. */
  join(
    invite: InviteKeys,
    device: Device,
    changed: Partial<Join> = {},
    signers: { readonly invite?: Keys; readonly device?: Keys } = {},
  ): Promise<string> {
    const known = this.roster.invite(invite.iid);
    const join: Join = {
      type: "join",
      sid: this.sid,
      iid: invite.iid,
      invite: known?.statementHash ?? bytes(32, 0),
      role: known?.role ?? "editor",
      signingKey: device.signingKey,
      wrapKey: device.wrapKey,
      origin: ORIGIN,
      challenge: CHALLENGE,
      name: bytes(300, 6),
      ...changed,
    };
    return writeJoin(join, (signers.invite ?? invite).key, (signers.device ?? device).key);
  }

  async move(
    from: Device,
    to: Device,
    changed: Partial<Move> = {},
    signers: { readonly from?: Keys; readonly to?: Keys } = {},
  ): Promise<string> {
    const move: Move = {
      type: "move",
      sid: this.sid,
      mid: from.mid,
      signingKey: to.signingKey,
      wrapKey: to.wrapKey,
      origin: ORIGIN,
      challenge: CHALLENGE,
      ...changed,
    };
    return pairOf(
      await writeMove(move, (signers.from ?? from).key),
      await writeMoved(move, (signers.to ?? to).key),
    );
  }

  async take(entry: string | Promise<string>): Promise<string> {
    const text = await entry;
    this.roster = await this.roster.apply(parseEntry(text));
    this.entries.push(text);
    return text;
  }

  /** Why the entry may not stand next; "taken" if it may. The log stays as it is. */
  async answerTo(entry: string | Promise<string>): Promise<StatementReason | "taken"> {
    try {
      await this.roster.apply(parseEntry(await entry));
      return "taken";
    } catch (error) {
      if (error instanceof StatementError) {
        return error.reason;
      }
      throw error;
    }
  }

  /** Takes an invite and the join of a device by it. */
  async letIn(
    invite: InviteKeys,
    device: Device,
    claims: Partial<ClaimsOf<"invite">> = {},
  ): Promise<void> {
    await this.take(this.says(anInvite(invite, claims)));
    await this.take(this.join(invite, device));
  }

  /** The member as the roster has it. */
  member({ mid }: Device): RosterMember {
    const member = this.roster.member(mid);
    if (member === undefined) {
      throw new Error("no such member");
    }
    return member;
  }
}

/** A session before its first entry. */
export async function anEmptyLog(): Promise<SessionLog> {
  const host = await aDevice(1);
  return new SessionLog(host, await deriveSessionId(host.signingKey, SALT));
}

/** A session with its genesis and first change. */
export async function aLog(): Promise<SessionLog> {
  const log = await anEmptyLog();
  await log.take(log.genesis());
  await log.take(log.says(aChange({ epoch: anEpoch(1, [log.host]) })));
  return log;
}

/** A session whose host has made one invite. */
export async function aLogWithInvite(
  claims: Partial<ClaimsOf<"invite">> = {},
): Promise<{ log: SessionLog; invite: InviteKeys; statementHash: Bytes }> {
  const log = await aLog();
  const invite = await inviteKeys(1);
  const statementHash = await hashEntry(await log.take(log.says(anInvite(invite, claims))));
  return { log, invite, statementHash };
}
