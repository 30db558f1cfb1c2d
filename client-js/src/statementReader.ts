import { equalBytes, utf8 } from "./bytes.js";
import { type CompactJws } from "./compactJws.js";
import { FormatError } from "./formatError.js";
import { parseSessionId } from "./sessionId.js";
import {
  type EpochChange,
  type Genesis,
  type HostStatement,
  type Join,
  type Move,
  type RoleChange,
} from "./statement.js";
import {
  readBytes,
  readChallenge,
  readHash,
  readHeads,
  readIds,
  readInviteId,
  readKey,
  readLedgerPosition,
  readMemberId,
  readRole,
  readSealed,
  readText,
  readWrapKey,
  requireDistinct,
} from "./statementFields.js";
import {
  exactMembers,
  type JsonValue,
  parseStrictJson,
  readArray,
  readBoolean,
  readInteger,
  readString,
} from "./strictJson.js";

const SUITE = 1;
const MAX_USES = 1000;
const MAX_EPOCH = 2 ** 32 - 1;
const SALT_BYTES = 16;
const NONCE_BYTES = 16;
const BEGINNING = utf8('{"sid":');
const LINKS = ["sid", "n", "prev", "heads", "checkpoint"] as const;
const KEYS = ["signingKey", "wrapKey"] as const;

type Claims<Name extends string> = Readonly<Record<Name, JsonValue>>;

export function readGenesis(jws: CompactJws): Genesis {
  const names = ["sid", "n", "salt", ...KEYS, "suite", "origin", "ledgerKey", "challenge"] as const;
  const claims = readClaims(jws, names);
  readInteger(claims.n, 0, 0);
  readInteger(claims.suite, SUITE, SUITE);
  return {
    type: "genesis",
    sid: parseSessionId(readString(claims.sid)),
    by: readMemberId(readKeyId(jws)),
    salt: readBytes(claims.salt, SALT_BYTES),
    ...readKeys(claims),
    origin: readText(claims.origin),
    ledgerKey: readKey(claims.ledgerKey),
    challenge: readChallenge(claims.challenge),
  };
}

/** Reads the pair `member~join`, of which both have the payload of the first. */
export function readJoin(member: CompactJws, join: CompactJws): Join {
  const names = ["sid", "iid", "invite", "role", ...KEYS, "origin", "challenge", "name"] as const;
  const claims = readClaims(member, names);
  if (readKeyId(member) !== claims.iid) {
    throw new FormatError("statement: kid is not the invite");
  }
  return {
    type: "join",
    sid: parseSessionId(readString(claims.sid)),
    mid: readMemberId(readKeyId(join)),
    iid: readInviteId(claims.iid),
    invite: readHash(claims.invite),
    role: readRole(claims.role),
    ...readKeys(claims),
    origin: readText(claims.origin),
    challenge: readChallenge(claims.challenge),
    name: readSealed(claims.name),
  };
}

/** Reads the pair `move~moved`, of which both have the payload of the first. */
export function readMove(move: CompactJws, moved: CompactJws): Move {
  const claims = readClaims(move, ["sid", "mid", ...KEYS, "origin", "challenge"] as const);
  if (readKeyId(move) !== claims.mid) {
    throw new FormatError("statement: kid is not the member");
  }
  return {
    type: "move",
    sid: parseSessionId(readString(claims.sid)),
    mid: readMemberId(claims.mid),
    movedTo: readMemberId(readKeyId(moved)),
    ...readKeys(claims),
    origin: readText(claims.origin),
    challenge: readChallenge(claims.challenge),
  };
}

/** Reads a host statement of the kind that its `typ` names. */
export function readHostStatement(jws: CompactJws): HostStatement {
  switch (jws.typ) {
    case "change": {
      const names = [...LINKS, "epoch", "removed", "roles", "revoked", "closing"] as const;
      const claims = readClaims(jws, names);
      return {
        type: "change",
        ...readLinks(jws, claims),
        epoch: claims.epoch === null ? null : readEpochChange(claims.epoch),
        removed: readIds(claims.removed, readMemberId),
        roles: readRoleChanges(claims.roles),
        revoked: readIds(claims.revoked, readInviteId),
        closing: readHeads(claims.closing),
      };
    }
    case "invite": {
      const terms = ["role", "exp", "uses", "approval", "label", "preview"] as const;
      const claims = readClaims(jws, [...LINKS, "iid", ...KEYS, ...terms] as const);
      return {
        type: "invite",
        ...readLinks(jws, claims),
        iid: readInviteId(claims.iid),
        ...readKeys(claims),
        role: readRole(claims.role),
        exp: readInteger(claims.exp),
        uses: readInteger(claims.uses, 1, MAX_USES),
        approval: readBoolean(claims.approval),
        label: readHash(claims.label),
        preview: readHash(claims.preview),
      };
    }
    case "knock": {
      const claims = readClaims(jws, [...LINKS, "iid", "member", "nonce"] as const);
      return {
        type: "knock",
        ...readLinks(jws, claims),
        iid: readInviteId(claims.iid),
        member: readHash(claims.member),
        nonce: readBytes(claims.nonce, NONCE_BYTES),
      };
    }
    case "admit": {
      const claims = readClaims(jws, [...LINKS, "iid", "member", "role"] as const);
      return {
        type: "admit",
        ...readLinks(jws, claims),
        iid: readInviteId(claims.iid),
        member: readHash(claims.member),
        role: readRole(claims.role),
      };
    }
    case "revoke": {
      const claims = readClaims(jws, [...LINKS, "invites"] as const);
      const invites = readIds(claims.invites, readInviteId);
      if (invites.length === 0) {
        throw new FormatError("statement: no invite to revoke");
      }
      return { type: "revoke", ...readLinks(jws, claims), invites };
    }
    case "freeze": {
      const claims = readClaims(jws, [...LINKS, "on"] as const);
      return { type: "freeze", ...readLinks(jws, claims), on: readBoolean(claims.on) };
    }
    case "end":
      return { type: "end", ...readLinks(jws, readClaims(jws, LINKS)) };
    default:
      throw new FormatError("statement: unknown kind");
  }
}

function readClaims<const Name extends string>(
  jws: CompactJws,
  names: readonly Name[],
): Claims<Name> {
  if (!equalBytes(jws.payload.subarray(0, BEGINNING.length), BEGINNING)) {
    throw new FormatError("statement: does not begin with its session");
  }
  return exactMembers(parseStrictJson(jws.payload), names);
}

function readKeyId(jws: CompactJws): string {
  return readString(jws.kid);
}

function readKeys(claims: Claims<(typeof KEYS)[number]>): Pick<Join, "signingKey" | "wrapKey"> {
  return { signingKey: readKey(claims.signingKey), wrapKey: readWrapKey(claims.wrapKey) };
}

function readLinks(
  jws: CompactJws,
  claims: Claims<(typeof LINKS)[number]>,
): Omit<Extract<HostStatement, { type: "end" }>, "type"> {
  return {
    sid: parseSessionId(readString(claims.sid)),
    by: readMemberId(readKeyId(jws)),
    n: readInteger(claims.n, 1),
    prev: readHash(claims.prev),
    heads: readHeads(claims.heads),
    checkpoint: readLedgerPosition(claims.checkpoint),
  };
}

function readEpochChange(value: JsonValue): EpochChange {
  const claims = exactMembers(value, ["number", "commitment", "members", "invites"]);
  return {
    number: readInteger(claims.number, 1, MAX_EPOCH),
    commitment: readHash(claims.commitment),
    members: readIds(claims.members, readMemberId),
    invites: readIds(claims.invites, readInviteId),
  };
}

function readRoleChanges(value: JsonValue): readonly RoleChange[] {
  const changes = readArray(value).map((item) => {
    const { mid, role } = exactMembers(item, ["mid", "role"]);
    return { mid: readMemberId(mid), role: readRole(role) };
  });
  requireDistinct(changes.map((change) => change.mid));
  return changes;
}
