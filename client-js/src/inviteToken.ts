import { parseCompactJws, verifyCompactJws } from "./compactJws.js";
import { hasWebCryptoEd25519 } from "./ed25519.js";
import { FormatError } from "./formatError.js";
import { type InviteId, parseInviteId } from "./inviteId.js";
import { loadedPart } from "./loadedPart.js";
import { parseRole, type Role } from "./role.js";
import { parseSessionId, type SessionId } from "./sessionId.js";
import { type JsonObject, parseStrictJson, readInteger, readString } from "./strictJson.js";
import type { TokenKeys } from "./tokenKeys.js";
import type { VerifyingKey } from "./verifyingKey.js";

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

/** What our own check has accepted. */
export interface CheckedToken extends InviteToken {
  /**
   * Asks jose, too, which is fetched for it: before the token is used.
   *
   * @throws {InvalidTokenError} If jose does not accept it.
   */
  readonly confirm: () => Promise<void>;
}

export interface InviteTokenPolicy {
  /** The broker's origin, as configured or in genesis. */
  readonly issuer: string;
  /** Seconds since 1970. */
  readonly now: number;
  readonly leewaySeconds?: number;
}

/** The check that a token did not pass. */
export type TokenRefusal =
  | "malformed"
  | "type"
  | "unknown-key"
  | "signature"
  | "claims"
  | "issuer"
  | "audience"
  | "not-yet-valid"
  | "expired"
  | "lifetime";

/** A token that is not accepted. The reason is for the log, never for the other side. */
export class InvalidTokenError extends Error {
  override readonly name = "InvalidTokenError";
  readonly reason: TokenRefusal;

  constructor(reason: TokenRefusal, options?: ErrorOptions) {
    super("token is not accepted", options);
    this.reason = reason;
  }
}

const TYP = "invite+jwt";
const AUDIENCE = "urn:latchkey:join";
const MAX_TOKEN_CHARS = 4096;
const MAX_LIFETIME_SECONDS = 7 * 24 * 60 * 60;

/**
 * Accepts an invite token that the broker signed and that is good at `now`: it is expired from the
 * second `exp` on, `iat` and `nbf` may be now, the leeway moves all three in its favour. RFC 8725,
 * FORMATS.md §6.
 *
 * @throws {InvalidTokenError} On every other text.
 */
export async function verifyInviteToken(
  text: string,
  keys: TokenKeys,
  policy: InviteTokenPolicy,
): Promise<InviteToken> {
  const { confirm, ...token } = await checkInviteToken(text, keys, policy);
  await confirm();
  return token;
}

/** {@link verifyInviteToken} without the second opinion. */
export async function checkInviteToken(
  text: string,
  keys: TokenKeys,
  policy: InviteTokenPolicy,
): Promise<CheckedToken> {
  const jws = orElse("malformed", () => parseCompactJws(text, { maxChars: MAX_TOKEN_CHARS }));
  require(jws.typ === TYP, "type");
  const key = keys.get(jws.kid ?? "");
  if (key === undefined) {
    throw new InvalidTokenError("unknown-key");
  }
  require(await verifyCompactJws(jws, key), "signature");
  const token = orElse("claims", () => readClaims(parseStrictJson(jws.payload), policy));
  return { ...token, confirm: () => confirmWithJose(text, key, policy) };
}

function readClaims(claims: JsonObject, policy: InviteTokenPolicy): InviteToken {
  const { issuer, now, leewaySeconds = 0 } = policy;
  const issuedAt = readInteger(claims.iat);
  const expiresAt = readInteger(claims.exp);
  const notBefore = claims.nbf === undefined ? issuedAt : readInteger(claims.nbf);
  require(readString(claims.iss) === issuer, "issuer");
  require(readString(claims.aud) === AUDIENCE, "audience");
  require(Math.max(issuedAt, notBefore) <= now + leewaySeconds, "not-yet-valid");
  require(expiresAt > now - leewaySeconds, "expired");
  const lifetime = expiresAt - issuedAt;
  require(lifetime > 0 && lifetime <= MAX_LIFETIME_SECONDS, "lifetime");
  return {
    issuer,
    invite: parseInviteId(readString(claims.jti)),
    sid: parseSessionId(readString(claims.sid)),
    role: parseRole(claims.role),
    issuedAt,
    expiresAt,
  };
}

/** Without WebCrypto's Ed25519, which jose needs, our own check stands alone. */
async function confirmWithJose(
  text: string,
  key: VerifyingKey,
  { issuer, now, leewaySeconds = 0 }: InviteTokenPolicy,
): Promise<void> {
  if (!(await hasWebCryptoEd25519())) {
    return;
  }
  const { joseOpinion } = await loadedPart(import("./joseOpinion.js"));
  const currentDate = new Date(now * 1000);
  const times = { currentDate, clockTolerance: leewaySeconds };
  try {
    await joseOpinion(text, key, { typ: TYP, issuer, audience: AUDIENCE, ...times });
  } catch (cause) {
    throw new InvalidTokenError("claims", { cause });
  }
}

function require(condition: boolean, otherwise: TokenRefusal): void {
  if (!condition) {
    throw new InvalidTokenError(otherwise);
  }
}

function orElse<T>(refusal: TokenRefusal, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof FormatError ? new InvalidTokenError(refusal, { cause }) : cause;
  }
}
