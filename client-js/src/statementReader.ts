import { decodeBase64Url } from "./base64Url.js";
import { equalBytes, utf8 } from "./bytes.js";
import type { CompactJws } from "./compactJws.js";
import { FormatError } from "./formatError.js";
import { parseMemberId } from "./memberId.js";
import { parseRole } from "./role.js";
import { parseSessionId } from "./sessionId.js";
import type {
  Act,
  Compared,
  Genesis,
  HostStatement,
  Join,
  Move,
  NewEpoch,
  RoleChange,
} from "./statement.js";
import {
  readBytes,
  readChallenge,
  readHash,
  readHeads,
  readIds,
  readInviteId,
  readKey,
  readTreeHead,
  readMemberId,
  readOrigin,
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
const SALT_BYTES = 16;
const NONCE_BYTES = 16;
const BEGINNING = utf8('{"sid":');
const ACT = ["sid", "n", "prev", "heads", "checkpoint"] as const;
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
    salt: readBytes(claims.salt, SALT_BYTES),
    ...readKeys(claims),
    origin: readOrigin(claims.origin),
    ledgerKey: readKey(claims.ledgerKey),
    challenge: readChallenge(claims.challenge),
  };
}

export function readJoin(jws: CompactJws): Join {
  const names = ["sid", "iid", "invite", "role", ...KEYS, "origin", "challenge", "name"] as const;
  const claims = readClaims(jws, names);
  return {
    type: "join",
    sid: parseSessionId(readString(claims.sid)),
    iid: readInviteId(claims.iid),
    invite: readHash(claims.invite),
    role: parseRole(claims.role),
    ...readKeys(claims),
    origin: readOrigin(claims.origin),
    challenge: readChallenge(claims.challenge),
    name: decodeBase64Url(readString(claims.name)),
  };
}

export function readMove(jws: CompactJws): Move {
  const claims = readClaims(jws, ["sid", "mid", ...KEYS, "origin", "challenge"] as const);
  return {
    type: "move",
    sid: parseSessionId(readString(claims.sid)),
    mid: readMemberId(claims.mid),
    ...readKeys(claims),
    origin: readOrigin(claims.origin),
    challenge: readChallenge(claims.challenge),
  };
}

export function readCompared(jws: CompactJws): Compared {
  const claims = readClaims(jws, ["sid", "n", "mid", "member", "match"] as const);
  return {
    type: "compared",
    sid: parseSessionId(readString(claims.sid)),
    by: parseMemberId(readString(jws.kid)),
    n: readInteger(claims.n),
    mid: readMemberId(claims.mid),
    member: readHash(claims.member),
    match: readBoolean(claims.match),
  };
}

/** Reads a host statement of the kind that its `typ` names. */
export function readHostStatement(jws: CompactJws): HostStatement {
  switch (jws.typ) {
    case "change": {
      const names = [...ACT, "epoch", "removed", "roles", "revoked", "closing"] as const;
      const claims = readClaims(jws, names);
      return {
        type: "change",
        ...readAct(jws, claims),
        epoch: claims.epoch === null ? null : readNewEpoch(claims.epoch),
        removed: readIds(claims.removed, readMemberId),
        roles: readRoleChanges(claims.roles),
        revoked: readIds(claims.revoked, readInviteId),
        closing: readHeads(claims.closing),
      };
    }
    case "invite": {
      const terms = ["role", "exp", "uses", "approval", "label", "preview"] as const;
      const claims = readClaims(jws, [...ACT, "iid", ...KEYS, ...terms] as const);
      return {
        type: "invite",
        ...readAct(jws, claims),
        iid: readInviteId(claims.iid),
        ...readKeys(claims),
        role: parseRole(claims.role),
        exp: readInteger(claims.exp),
        uses: readInteger(claims.uses, 1, MAX_USES),
        approval: readBoolean(claims.approval),
        label: readHash(claims.label),
        preview: readHash(claims.preview),
      };
    }
    case "knock": {
      const claims = readClaims(jws, [...ACT, "iid", "member", "nonce"] as const);
      return {
        type: "knock",
        ...readAct(jws, claims),
        iid: readInviteId(claims.iid),
        member: readHash(claims.member),
        nonce: readBytes(claims.nonce, NONCE_BYTES),
      };
    }
    case "admit": {
      const claims = readClaims(jws, [...ACT, "iid", "member", "role"] as const);
      return {
        type: "admit",
        ...readAct(jws, claims),
        iid: readInviteId(claims.iid),
        member: readHash(claims.member),
        role: parseRole(claims.role),
      };
    }
    case "revoke": {
      const claims = readClaims(jws, [...ACT, "invites"] as const);
      const invites = readIds(claims.invites, readInviteId);
      if (invites.length === 0) {
        throw new FormatError("statement: no invite to revoke");
      }
      return { type: "revoke", ...readAct(jws, claims), invites };
    }
    case "freeze": {
      const claims = readClaims(jws, [...ACT, "on", "closing"] as const);
      return {
        type: "freeze",
        ...readAct(jws, claims),
        on: readBoolean(claims.on),
        closing: readHeads(claims.closing),
      };
    }
    case "end":
      return { type: "end", ...readAct(jws, readClaims(jws, ACT)) };
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

function readKeys(claims: Claims<(typeof KEYS)[number]>): Pick<Join, "signingKey" | "wrapKey"> {
  return { signingKey: readKey(claims.signingKey), wrapKey: readWrapKey(claims.wrapKey) };
}

function readAct(jws: CompactJws, claims: Claims<(typeof ACT)[number]>): Act {
  return {
    sid: parseSessionId(readString(claims.sid)),
    by: parseMemberId(readString(jws.kid)),
    n: readInteger(claims.n),
    prev: readHash(claims.prev),
    heads: readHeads(claims.heads),
    checkpoint: readTreeHead(claims.checkpoint),
  };
}

function readNewEpoch(value: JsonValue): NewEpoch {
  const claims = exactMembers(value, ["number", "commitment", "members", "invites"]);
  return {
    number: readInteger(claims.number),
    commitment: readHash(claims.commitment),
    members: readIds(claims.members, readMemberId),
    invites: readIds(claims.invites, readInviteId),
  };
}

function readRoleChanges(value: JsonValue): readonly RoleChange[] {
  const changes = readArray(value).map((item) => {
    const { mid, role } = exactMembers(item, ["mid", "role"]);
    return { mid: readMemberId(mid), role: parseRole(role) };
  });
  requireDistinct(changes.map((change) => change.mid));
  return changes;
}
