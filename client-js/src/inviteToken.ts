import { importJWK, jwtVerify } from "jose";

import { encodeBase64Url } from "./base64Url.js";
import { parseCompactJws, verifyCompactJws } from "./compactJws.js";
import { hasWebCryptoEd25519 } from "./ed25519.js";
import { type InviteId, parseInviteId } from "./inviteId.js";
import { parseRole, type Role } from "./role.js";
import { parseSessionId, type SessionId } from "./sessionId.js";
import { type JsonObject, parseStrictJson, readInteger, readString } from "./strictJson.js";
import { type TokenKeys } from "./tokenKeys.js";
import { type VerifyingKey } from "./verifyingKey.js";

/** What the broker says about an invite. The host's own statement says whether it is true. */
export interface InviteToken {
  readonly issuer: string;
  readonly invite: InviteId;
  readonly sid: SessionId;
  readonly role: Role;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface InviteTokenPolicy {
  /** The broker's origin, as configured or in genesis. */
  readonly issuer: string;
  /** Seconds since 1970. */
  readonly now: number;
  readonly leewaySeconds?: number;
}

/** A token that is not accepted; `cause` says why, and is not for the other side. */
export class InvalidTokenError extends Error {
  override readonly name = "InvalidTokenError";

  constructor(options?: ErrorOptions) {
    super("token is not accepted", options);
  }
}

const TYP = "invite+jwt";
const AUDIENCE = "urn:latchkey:join";
const MAX_TOKEN_CHARS = 4096;
const MAX_LIFETIME_SECONDS = 7 * 24 * 60 * 60;

/**
 * Accepts an invite token that the broker signed and that is good at `now`: `exp` = `now` is
 * expired. FORMATS.md §6.
 *
 * @throws {InvalidTokenError} On every other text.
 */
export async function verifyInviteToken(
  text: string,
  keys: TokenKeys,
  policy: InviteTokenPolicy,
): Promise<InviteToken> {
  try {
    const jws = parseCompactJws(text, { maxChars: MAX_TOKEN_CHARS, typ: TYP });
    const key = keys.get(jws.kid ?? "");
    if (key === undefined || !(await verifyCompactJws(jws, key))) {
      throw new Error("not signed by a key of this broker");
    }
    await verifyWithJose(text, key, policy);
    return readClaims(parseStrictJson(jws.payload), policy);
  } catch (cause) {
    throw new InvalidTokenError({ cause });
  }
}

/** jose knows Ed25519 through WebCrypto only; where that has none, the checks around it stand alone. */
async function verifyWithJose(
  text: string,
  key: VerifyingKey,
  policy: InviteTokenPolicy,
): Promise<void> {
  if (!(await hasWebCryptoEd25519())) {
    return;
  }
  const jwk = { kty: "OKP", crv: "Ed25519", x: encodeBase64Url(key) };
  await jwtVerify(text, await importJWK(jwk, "Ed25519"), {
    algorithms: ["Ed25519"],
    typ: TYP,
    issuer: policy.issuer,
    audience: AUDIENCE,
    currentDate: new Date(policy.now * 1000),
    clockTolerance: policy.leewaySeconds ?? 0,
  });
}

function readClaims(claims: JsonObject, policy: InviteTokenPolicy): InviteToken {
  const { now, leewaySeconds = 0 } = policy;
  const issuer = readString(claims.iss);
  const issuedAt = readInteger(claims.iat, 0, now + leewaySeconds);
  const expiresAt = readInteger(claims.exp, now - leewaySeconds + 1);
  if (claims.nbf !== undefined) {
    readInteger(claims.nbf, 0, now + leewaySeconds);
  }
  if (issuer !== policy.issuer || claims.aud !== AUDIENCE) {
    throw new Error("of another broker, or for another use");
  }
  if (expiresAt <= issuedAt || expiresAt - issuedAt > MAX_LIFETIME_SECONDS) {
    throw new Error("good for longer than any invite");
  }
  return {
    issuer,
    invite: parseInviteId(readString(claims.jti)),
    sid: parseSessionId(readString(claims.sid)),
    role: parseRole(claims.role),
    issuedAt,
    expiresAt,
  };
}
